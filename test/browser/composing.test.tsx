import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect, it } from 'vitest'

import { openPage } from './openPage.tsx'

const RULE = { from: '*', to: '', isTwoWay: true, metadata: {} }
const CALLBACK = { url: '', method: 'POST' }

const open = () =>
  openPage(
    <CreateConfigurationForm
      draftKey={null}
      defaultValues={{
        sms: { isOn: true, rules: [RULE] },
        statusCallbacks: [CALLBACK],
        intelligenceConfigurationIds: [''],
      }}
    />,
  )

const fields = [
  'displayName',
  'sms.closed',
  'sms.number',
  'sms.rules.0.to',
  'statusCallbacks.0.url',
  'intelligenceConfigurationIds.0',
]

function pressEnter(control: HTMLElement, init: KeyboardEventInit) {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init })
  control.dispatchEvent(event)
  return event.defaultPrevented
}

it.each(fields)(
  'an Enter that confirms a composed word in %s submits nothing, in Safari and elsewhere',
  async (name) => {
    const page = await open()
    const submitted: Event[] = []
    page.part('form')?.addEventListener('submit', (event) => submitted.push(event))
    const control = await page.find(name)
    // In Safari the composition has ended by then.
    expect(pressEnter(control, { keyCode: 229 })).toBe(false)
    expect(pressEnter(control, { keyCode: 229, isComposing: true })).toBe(false)
    expect(pressEnter(control, { keyCode: 13, isComposing: true })).toBe(false)
    expect(submitted).toHaveLength(0)
  },
)

it('any other Enter submits from a row too', async () => {
  const page = await open()
  pressEnter(await page.find('sms.rules.0.to'), { keyCode: 13 })
  await expect.poll(() => page.part('field-errors')).not.toBeNull()
})

import { screen } from '@testing-library/react'
import { useState } from 'react'
import { CreateConfigurationForm, CreateMemoryStoreForm } from 'react-accepted/twilio'
import type { SubmissionPhase } from 'react-accepted/twilio'
import { createPortal } from 'react-dom'
import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'

import { openPage, paste } from './openPage.tsx'

function Dialog() {
  const [phase, setPhase] = useState<SubmissionPhase>('editing')
  return (
    <>
      <CreateMemoryStoreForm id="dialog-form" draftKey={null} onPhaseChange={setPhase} />
      <button type="submit" form="dialog-form" disabled={phase === 'submitting' || phase === 'running'}>
        Outside
      </button>
      <output data-part="phase">{phase}</output>
      <input aria-label="Elsewhere" />
    </>
  )
}

const outside = () => screen.getByRole('button', { name: 'Outside' })

it('a button outside the form can follow the phase', async () => {
  const page = await openPage(<Dialog />)
  expect(page.part('phase')?.textContent).toBe('editing')
  paste(await page.find('displayName'), 'new-store')
  await userEvent.click(outside())
  await expect.poll(() => page.part('phase')?.textContent).toBe('running')
  expect(outside()).toHaveProperty('disabled', true)
})

it.each([
  ['a button outside the form', () => userEvent.click(outside())],
  [
    'a button outside the form, by the keyboard',
    () => {
      outside().focus()
      return userEvent.keyboard('{Enter}')
    },
  ],
  [
    'requestSubmit(), with the focus elsewhere',
    async () => {
      screen.getByLabelText('Elsewhere').focus()
      document.querySelector('form')?.requestSubmit()
    },
  ],
  [
    'Enter in a field',
    () => {
      document.querySelector<HTMLElement>('form input')?.focus()
      return userEvent.keyboard('{Enter}')
    },
  ],
])('the focus moves to the error summary after %s', async (_, submit) => {
  const page = await openPage(<Dialog />)
  await page.find('displayName')
  await submit()
  await expect.poll(() => page.part('field-errors')).not.toBeNull()
  await expect.poll(() => document.activeElement).toBe(page.part('summary'))
})

it('the focus moves to a refusal by the server too, unless the user has moved on', async () => {
  const refused = { on: 'stores.create', fault: { kind: 'status', status: 400 } } as const
  const page = await openPage(<Dialog />, [refused])
  paste(await page.find('displayName'), 'new-store')
  outside().focus()
  page.container.querySelector('form')?.requestSubmit()
  screen.getByLabelText('Elsewhere').focus()
  await expect.poll(() => page.part('failure')).not.toBeNull()
  expect(document.activeElement).toBe(screen.getByLabelText('Elsewhere'))
})

it('the summary names a field as the page labels it', async () => {
  const page = await openPage(
    <CreateConfigurationForm draftKey={null} defaultValues={{ memoryStoreId: 'x' }}>
      {({ field, footer }) => {
        const { error: _name, ...name } = field('displayName')
        const { error: _purpose, ...purpose } = field('description')
        const { error: _grouping, ...grouping } = field('conversationGroupingType')
        return (
          <>
            <label htmlFor={name.id}>
              Desk <span aria-hidden="true">*</span>
            </label>
            <input {...name} />
            <label>
              Purpose
              <select {...purpose}>
                <option value="">Choose</option>
              </select>
            </label>
            <span id="how">How</span> <span id="to">to group</span>
            <select {...grouping} aria-labelledby="how to">
              <option value="">Choose</option>
            </select>
            {footer}
          </>
        )
      }}
    </CreateConfigurationForm>,
  )
  const grouping = page.container.querySelectorAll('select')[1]
  if (grouping) grouping.value = ''
  grouping?.dispatchEvent(new Event('change', { bubbles: true }))
  page.part('submit')?.click()
  await expect
    .poll(() => Array.from(page.container.querySelectorAll('.ra-form-summary a'), (link) => link.textContent))
    .toEqual(['Desk', 'Purpose', 'How to group'])
})

it('another form in a portal within a part submits and resets only itself', async () => {
  const page = await openPage(
    <CreateConfigurationForm draftKey={null}>
      {({ displayName, footer }) => (
        <>
          {displayName}
          {createPortal(
            <form id="inner" onSubmit={(event) => event.preventDefault()}>
              <button type="submit">Inner</button>
              <button type="reset">Clear</button>
            </form>,
            document.body,
          )}
          {footer}
        </>
      )}
    </CreateConfigurationForm>,
  )
  const name = await page.find('displayName')
  paste(name, 'Harbor')
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
  await userEvent.click(screen.getByRole('button', { name: 'Inner' }))
  expect(name.value).toBe('Harbor')
  expect(page.part('field-errors')).toBeNull()
})

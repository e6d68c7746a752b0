import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { CreateConfigurationFormProps } from 'react-accepted/twilio'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { describe, expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../hooks/harness.tsx'
import { openEditForm } from './edit/openEditForm.tsx'

const STORE_ID = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const field = (label: string) => screen.getByLabelText(label)

async function openForm(props: CreateConfigurationFormProps) {
  const harness = createHarness({ seed: { stores: [{ id: STORE_ID, displayName: 'harbor-memory' }] } })
  const view = render(<CreateConfigurationForm {...props} />, { wrapper: harness.Wrapper })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  await pass(0)
  async function press(name: string) {
    await user.click(screen.getByRole('button', { name }))
    await pass(0)
  }
  const sent = (): unknown =>
    JSON.parse(harness.simulator.log().findLast(({ method }) => method === 'POST')?.requestBody ?? '{}')
  return { ...harness, ...view, user, press, sent }
}

describe('a composed form', () => {
  it('always sends the fixed fields, and does not show them', async () => {
    const { user, press, sent, container } = await openForm({
      fixed: {
        memoryStoreId: STORE_ID,
        memoryExtractionEnabled: true,
        conversationGroupingType: 'GROUP_BY_PROFILE',
      },
      defaultValues: { memoryStoreId: 'another', memoryExtractionEnabled: false },
    })
    expect(screen.queryByLabelText('Memory store')).toBeNull()
    expect(screen.queryByLabelText('Customer profile')).toBeNull()
    expect(container.querySelector('[data-part="memory"]')).toBeNull()
    await user.type(field('Name'), 'Harbor Desk')
    await user.type(field('Description'), 'Phones')
    await press('Create configuration')
    expect(sent()).toMatchObject({ memoryStoreId: STORE_ID, memoryExtractionEnabled: true })
  })

  it('leaves out parts, which take their default values, and reorders the others', async () => {
    const { user, press, sent } = await openForm({
      defaultValues: { description: 'Given', memoryStoreId: STORE_ID },
      children: ({ channelSettings, displayName, footer }) => (
        <>
          {channelSettings}
          {displayName}
          {footer}
        </>
      ),
    })
    expect(screen.queryByLabelText('Description')).toBeNull()
    expect(field('SMS').compareDocumentPosition(field('Name'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    await user.type(field('Name'), 'Harbor Desk')
    await press('Create configuration')
    expect(sent()).toMatchObject({ displayName: 'Harbor Desk', description: 'Given' })
  })

  it('has fields and a footer of the application, and gives them their errors', async () => {
    const { user, press, sent } = await openForm({
      fixed: { memoryStoreId: STORE_ID },
      children: ({ displayName, field: bind, phase, isLocked }) => {
        const { error, ...control } = bind('description')
        return (
          <>
            {displayName}
            <label>
              Purpose
              <select {...control} disabled={isLocked}>
                <option value="">Choose</option>
                <option value="Phones">Phones</option>
              </select>
            </label>
            {error && <p>Wrong: {error}</p>}
            <label>
              Cost centre
              <input />
            </label>
            <button type="submit">{phase === 'editing' ? 'Order' : 'Ordered'}</button>
          </>
        )
      },
    })
    await user.type(field('Name'), 'Harbor Desk')
    await press('Order')
    expect(screen.getByText('Wrong: Fill in this field.')).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'Purpose' }))
    expect(field('Purpose')).toHaveFocus()
    await user.selectOptions(field('Purpose'), 'Phones')
    await press('Order')
    expect(sent()).toMatchObject({ description: 'Phones' })
    expect(screen.getByRole('button', { name: 'Ordered' })).toBeVisible()
  })

  it('edits only the fields that it shows', async () => {
    const { retype, press, lastBody } = await openEditForm({
      children: ({ description, footer }) => (
        <>
          {description}
          {footer}
        </>
      ),
    })
    expect(screen.queryByLabelText('Name')).toBeNull()
    await retype('Description', 'Phones and texts')
    await press('Save changes')
    expect(lastBody()).toEqual({ description: 'Phones and texts' })
  })
})

import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../hooks/harness.tsx'

/** Submits a name that already exists, in an account whose names must be unique. */
async function submitTakenName(getConfigurationHref?: (id: string) => string | undefined) {
  const harness = createHarness({ uniqueDisplayNames: true })
  const { items } = await harness.client.configurations.list()
  const taken = items[0]
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  const { container } = render(<CreateConfigurationForm getConfigurationHref={getConfigurationHref} />, {
    wrapper: harness.Wrapper,
  })
  await pass(10)
  await user.type(screen.getByLabelText('Name'), taken?.displayName ?? '')
  await user.type(screen.getByLabelText('Description'), 'Phones')
  await user.selectOptions(screen.getByLabelText('Memory store'), 'harbor-memory')
  await user.click(screen.getByRole('button', { name: 'Create configuration' }))
  await pass(10)
  const conflict = container.querySelector<HTMLElement>('[data-part="conflict"]')
  return { taken, conflict }
}

it('a conflicting configuration is linked to if the application has a page for it', async () => {
  const { taken, conflict } = await submitTakenName((id) => `/configurations/${id}`)
  const link = conflict && within(conflict).getByRole('link', { name: taken?.id ?? 'none' })
  expect(link?.getAttribute('href')).toBe(`/configurations/${taken?.id}`)
})

it('a conflicting configuration is named by its ID, which can be copied', async () => {
  const { taken, conflict } = await submitTakenName()
  expect(conflict?.textContent).toContain(taken?.id)
  expect(conflict && within(conflict).getByRole('button', { name: /Copy/ })).toBeTruthy()
})

import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'

import { CopyButton } from '../../../src/components/elements/CopyButton.tsx'
import { createHarness, pass } from '../../hooks/harness.tsx'

it('a second copy has its own feedback and is announced again', async () => {
  const { Wrapper } = createHarness()
  const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue()
  vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText } } }))
  const { container } = render(<CopyButton text="op_1" what="Operation ID" />, { wrapper: Wrapper })
  const said = () => container.querySelector('output')?.firstElementChild
  async function copy() {
    fireEvent.click(screen.getByRole('button'))
    await act(() => vi.advanceTimersByTimeAsync(0))
  }
  await copy()
  const first = said()
  expect(first).toHaveTextContent('Copied')
  await pass(1_500)
  await copy()
  expect(said()).toHaveTextContent('Copied')
  expect(said()).not.toBe(first)
  await pass(1_500)
  expect(said()).toHaveTextContent('Copied')
  await pass(600)
  expect(said()).toBeFalsy()
  vi.unstubAllGlobals()
})

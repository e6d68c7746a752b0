import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { en } from 'react-accepted/locales'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { onTestFinished, vi } from 'vitest'

import { leaveBehind } from '../../../stories/leaveBehind.ts'
import { toPseudoMessages } from '../../../stories/toPseudoMessages.ts'
import { createHarness, pass } from '../../hooks/harness.tsx'
import { findForeignTexts } from './findForeignTexts.ts'

const pseudo = toPseudoMessages(en)
/** Texts from the application: names, and what the user types. */
const GIVEN = [
  'Evening Desk',
  'Harbor Desk',
  'Harbor Desk 2',
  'Phones',
  'harbor-archive',
  'POST',
  'GET',
  '*',
  'Lost umbrella',
]

export interface PseudoPageSettings {
  readonly simulator?: SimulatorOptions
  readonly script?: readonly ScriptRule[]
  readonly left?: Parameters<typeof leaveBehind>[0]
}

/** A page in the pseudo-language. `foreign` has every other text it has shown so far, however briefly. */
export function createPseudoPage({ simulator: options, script = [], left }: PseudoPageSettings = {}) {
  const given = new Set(GIVEN)
  const harness = createHarness(
    options,
    { fetch: (url, init) => answer(url, init), stuckAfterMs: 20_000 },
    { messages: pseudo, ...(left && { storage: leaveBehind(left) }) },
  )
  async function answer(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
    const response = await harness.simulator.fetch(url, init)
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null)
    collectTexts(body, given)
    return response
  }
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  harness.simulator.script(...script)
  const foreign = new Set<string>()
  function look(page: Node) {
    const element = page instanceof Element ? page : page.parentElement
    if (!element) return
    for (const text of findForeignTexts(element, (one) => given.has(one) || /^mem_store_\w+$/.test(one)))
      foreign.add(text)
  }
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  async function show(page: ReactNode) {
    const view = render(page, { wrapper: harness.Wrapper })
    const watcher = new MutationObserver((changes) => changes.forEach(({ target }) => look(target)))
    watcher.observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    })
    onTestFinished(() => watcher.disconnect())
    look(document.body)
    await pass(0)
    await pass(0)
    return view
  }
  async function press(part: string) {
    const button = document.querySelector<HTMLElement>(`[data-part="${part}"]`)
    if (!button) throw new Error(`There is no ${part}.`)
    await user.click(button)
    await pass(0)
    await pass(0)
  }
  return { ...harness, foreign, show, press, user }
}

function collectTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value)
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value)) {
    texts.add(key)
    collectTexts(one, texts)
  }
}

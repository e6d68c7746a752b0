import { act } from '@testing-library/react'
import { useDeleteConfiguration } from 'react-accepted/twilio'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createBrowser, pending, settle, useList } from './createBrowser.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
})

it('a successful deletion is COMPLETED even if its page was closed before that was saved', async () => {
  const browser = createBrowser({}, () => locks.letGo())
  const session = new Map<string, string>()
  const useDeletion = () => ({ ...useList(), form: useDeleteConfiguration() })
  const page = browser.open(useDeletion, { session })
  await settle()
  const { items } = await pending(page.client.configurations.list())
  // The deletion succeeds but its response is lost. From then on, the server answers 404.
  browser.simulator.script({ on: 'configurations.delete', fault: { kind: 'dropAfter' } })
  browser.simulator.script({ on: 'configurations.delete', times: 9, fault: { kind: 'status', status: 404 } })
  await act(async () => {
    void page.result.current.form.submit({ id: items[0]?.id ?? '' })
    await vi.advanceTimersByTimeAsync(0)
  })
  await pass(10_000)
  expect(page.result.current.form.intent.state).toBe('accepted')
  expect(page.result.current.newest.status).toBe('COMPLETED')
  expect(browser.onSettled).toHaveBeenCalledOnce()
  page.close()
  // What a page leaves behind that was closed between the two writes.
  for (const [key, text] of browser.local) {
    const record: Record<string, unknown> = JSON.parse(text)
    delete record['settled']
    delete record['settledBy']
    browser.local.set(key, JSON.stringify(record))
  }
  const polls = browser.polls().length
  const { result } = browser.open(useList, { session })
  await pass(10_000)
  expect(result.current.newest.status).toBe('COMPLETED')
  expect(browser.polls()).toHaveLength(polls)
  expect(browser.onSettled).toHaveBeenCalledTimes(2)
})

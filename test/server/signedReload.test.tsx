import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createBrowser, settle, submit, useList, useListAndForm } from '../hooks/createBrowser.tsx'
import { AUTHORIZATION, pass } from '../hooks/harness.tsx'

const { BroadcastChannel } = globalThis

beforeEach(() => void Reflect.deleteProperty(globalThis, 'BroadcastChannel'))
afterEach(() => {
  vi.unstubAllGlobals()
  Object.assign(globalThis, { BroadcastChannel })
})

it('a signed operation is journaled with its signed ID and polled again after a reload', async () => {
  const browser = createBrowser()
  const [username = '', password = ''] = atob(AUTHORIZATION.slice(6)).split(':')
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: () => ({ scope: 'tenant' }),
    signingSecret: 'a secret of more than thirty-two letters',
    fetch: browser.simulator.fetch,
  })
  const openProxied = <T,>(useHooks: () => T, session: Map<string, string>) => {
    const client = createOrchestratorClient({
      baseUrl: 'https://admin.example.com/api/twilio',
      fetch: (input, init) => proxy(new Request(input, init)),
    })
    return browser.open(useHooks, { session, props: { client } })
  }
  // WebCrypto does not run on the fake clock: advance it slowly, or the request times out and is sent again.
  const passUntil = async (isThere: () => boolean) => {
    while (!isThere()) {
      await crypto.subtle.digest('SHA-256', new Uint8Array(1))
      await pass(10)
    }
  }

  const session = new Map<string, string>()
  const page = openProxied(useListAndForm, session)
  await settle()
  await submit(page)
  await passUntil(() => page.result.current.form.intent.state === 'accepted')
  page.close()
  expect([...browser.local.keys()].join(' ')).toMatch(/proc_job_\w+\.[\w-]{43}/)

  const reloaded = openProxied(useList, session)
  await passUntil(() => reloaded.result.current.newest.status === 'COMPLETED')
  expect(browser.posts()).toHaveLength(1)
  reloaded.close()
})

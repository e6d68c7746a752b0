import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createAcceptedIntents } from '../../src/client/acceptedIntents.ts'
import { NOW } from '../protocol/protocolKit.ts'
import { acceptedAs, createHarness, importUsers, INPUT } from './importUsers.ts'
import { json } from './scriptedFetch.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

async function open() {
  let count = 0
  let status = 'PENDING'
  const { client } = createHarness([
    ({ method }) => (method === 'GET' ? json({ status }) : acceptedAs(`${(count += 1)}`)),
  ])
  const intents = createAcceptedIntents()
  async function accept(content: string) {
    const accepted = await client.submit(importUsers, INPUT)
    const intent = { state: 'accepted' as const, accepted, isEdited: false }
    intents.add(content, intent, client)
    return intent
  }
  const end = () => (status = 'COMPLETED')
  return { client, intents, accept, end }
}

test('what runs is found by its content, and what has ended is not', async () => {
  const { client, intents, accept, end } = await open()
  const intent = await accept('a')
  expect(intents.find('a', client)).toBe(intent)
  expect(intents.find('b', client)).toBeUndefined()
  end()
  await vi.advanceTimersByTimeAsync(3_000)
  await client.check(intent.accepted)
  expect(intents.find('a', client)).toBeUndefined()
})

test('only the last ten are remembered: contents may be large', async () => {
  const { client, intents, accept } = await open()
  for (let index = 0; index < 11; index += 1) await accept(`content ${index}`)
  expect(intents.find('content 0', client)).toBeUndefined()
  expect(intents.find('content 1', client)).toBeDefined()
  expect(intents.find('content 10', client)).toBeDefined()
})

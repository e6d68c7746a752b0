import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createAcceptedIntents } from '../../../src/client/submission/submission.ts'
import { NOW } from '../../protocol/samples.ts'
import { INPUT, acceptedAs, createHarness, importUsers } from '../importUsers.ts'
import { json } from '../scriptFetch.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

async function open() {
  let count = 0
  let status = 'PENDING'
  const { client, engine } = createHarness([
    ({ method }) => (method === 'GET' ? json({ status }) : acceptedAs(`${(count += 1)}`)),
  ])
  const intents = createAcceptedIntents()
  async function accept(content: string) {
    const accepted = await client.submit(importUsers, INPUT)
    const intent = { state: 'accepted' as const, accepted, isEdited: false }
    intents.add(content, intent, engine)
    return intent
  }
  const end = () => (status = 'COMPLETED')
  return { client, engine, intents, accept, end }
}

test('an intent is found by its content while its operation runs, but not after the end', async () => {
  const { client, engine, intents, accept, end } = await open()
  const intent = await accept('a')
  expect(intents.find('a', engine)).toBe(intent)
  expect(intents.find('b', engine)).toBeUndefined()
  end()
  await vi.advanceTimersByTimeAsync(3_000)
  await client.check(intent.accepted)
  expect(intents.find('a', engine)).toBeUndefined()
})

test('only the last ten intents are kept, because contents may be large', async () => {
  const { engine, intents, accept } = await open()
  for (let index = 0; index < 11; index += 1) await accept(`content ${index}`)
  expect(intents.find('content 0', engine)).toBeUndefined()
  expect(intents.find('content 1', engine)).toBeDefined()
  expect(intents.find('content 10', engine)).toBeDefined()
})

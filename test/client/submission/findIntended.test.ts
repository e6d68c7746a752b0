import type { ResourceRule } from 'react-accepted/client'
import { expect, test, vi } from 'vitest'

import { findIntended } from '../../../src/client/submission/sentIntent.ts'
import { NOW } from '../../protocol/samples.ts'
import { createHarness } from '../importUsers.ts'
import { OFFLINE, json } from '../scriptFetch.ts'
import { intentRecord } from '../storage/journalRecords.ts'

const at = (ms: number) => new Date(NOW + ms).toISOString()
const HINT = { displayName: 'Evening Desk' }
const RECORD = intentRecord('key-1', { hint: HINT, api: 'default' })

type Find = NonNullable<ResourceRule['find']>

function look(answer: Parameters<typeof createHarness>[0][number], record = RECORD) {
  const { engine, sent } = createHarness([answer])
  const find = vi.fn<Find>(async (hint, read) => {
    const list: unknown = await read(`/things?name=${encodeURIComponent(hint['displayName'] ?? '')}`)
    return Array.isArray(list) ? list : []
  })
  const found = findIntended(record, { type: 'thing', find }, engine.context, new AbortController().signal)
  return { found, sent, find }
}

test('a resource that was created since is found with one read of the list', async () => {
  const { found, sent, find } = look(json([{ id: 'a', createdAt: at(500) }]))
  expect(await found).toEqual({ state: 'found', id: 'a', type: 'thing' })
  expect(find).toHaveBeenCalledExactlyOnceWith(HINT, expect.any(Function))
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET https://jobs.example/api/things?name=Evening%20Desk',
  ])
})

test('an older resource is ignored if there is a new one', async () => {
  const { found } = look(
    json([
      { id: 'old', createdAt: at(-3_600_000) },
      { id: 'new', createdAt: at(1) },
    ]),
  )
  expect(await found).toMatchObject({ state: 'found', id: 'new' })
})

test('an older resource alone is a candidate, and does not count as found', async () => {
  const { found } = look(json([{ id: 'old', createdAt: at(-3_600_000) }]))
  expect(await found).toEqual({
    state: 'ambiguous',
    candidates: [{ id: 'old', createdAt: at(-3_600_000) }],
  })
})

test('a resource still counts as new if the server’s clock is a minute behind', async () => {
  expect(await look(json([{ id: 'a', createdAt: at(-60_000) }])).found).toMatchObject({ state: 'found' })
  expect(await look(json([{ id: 'a', createdAt: at(-120_000) }])).found).toMatchObject({ state: 'ambiguous' })
})

test('several new resources are all candidates', async () => {
  const list = [
    { id: 'a', createdAt: at(1) },
    { id: 'b', createdAt: at(2) },
  ]
  expect(await look(json(list)).found).toEqual({ state: 'ambiguous', candidates: list })
})

test('an empty list means notFound', async () => {
  expect(await look(json([])).found).toEqual({ state: 'notFound' })
})

test.each([
  ['there is no connection', OFFLINE],
  ['the server refuses', json({}, 403)],
  ['the response is not JSON', new Response('<html>')],
])('the result is undefined if %s', async (_, answer) => {
  expect(await look(answer).found).toBeUndefined()
})

test('nothing is requested if the endpoint has no search, or the intent has no hint', async () => {
  const { engine, sent } = createHarness([json([])])
  const { hint: _, ...withoutHint } = RECORD
  const find = vi.fn<Find>()
  expect(
    await findIntended(RECORD, { type: 'thing' }, engine.context, new AbortController().signal),
  ).toBeUndefined()
  expect(await findIntended(RECORD, undefined, engine.context, new AbortController().signal)).toBeUndefined()
  expect(
    await findIntended(withoutHint, { type: 'thing', find }, engine.context, new AbortController().signal),
  ).toBeUndefined()
  expect(find).not.toHaveBeenCalled()
  expect(sent).toEqual([])
})

test('nothing is thrown if the intent is for an API that the client does not have', async () => {
  expect(await look(json([]), { ...RECORD, api: 'another' }).found).toBeUndefined()
})

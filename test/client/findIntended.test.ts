import type { ResourceRule } from 'react-accepted/client'
import { expect, test, vi } from 'vitest'

import { findIntended } from '../../src/client/findIntended.ts'
import { NOW } from '../protocol/protocolKit.ts'
import { createHarness } from './importUsers.ts'
import { intentRecord } from './journalKit.ts'
import { json, OFFLINE } from './scriptedFetch.ts'

const at = (ms: number) => new Date(NOW + ms).toISOString()
const HINT = { displayName: 'Evening Desk' }
const RECORD = intentRecord('key-1', { hint: HINT, api: 'default' })

type Find = NonNullable<ResourceRule['find']>

function look(answer: Parameters<typeof createHarness>[0][number], record = RECORD) {
  const { client, sent } = createHarness([answer])
  const find = vi.fn<Find>(async (hint, read) => {
    const list: unknown = await read(`/things?name=${encodeURIComponent(hint['displayName'] ?? '')}`)
    return Array.isArray(list) ? list : []
  })
  const found = findIntended(record, { type: 'thing', find }, client.context)
  return { found, sent, find }
}

test('what was made since is found, by one look at the list', async () => {
  const { found, sent, find } = look(json([{ id: 'a', createdAt: at(500) }]))
  expect(await found).toEqual({ state: 'found', id: 'a', type: 'thing' })
  expect(find).toHaveBeenCalledExactlyOnceWith(HINT, expect.any(Function))
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET https://jobs.example/api/things?name=Evening%20Desk',
  ])
})

test('what is older is somebody else’s, as long as another one is new', async () => {
  const { found } = look(
    json([
      { id: 'old', createdAt: at(-3_600_000) },
      { id: 'new', createdAt: at(1) },
    ]),
  )
  expect(await found).toMatchObject({ state: 'found', id: 'new' })
})

test('what is older and alone is shown, and not taken for found', async () => {
  const { found } = look(json([{ id: 'old', createdAt: at(-3_600_000) }]))
  expect(await found).toEqual({
    state: 'ambiguous',
    candidates: [{ id: 'old', createdAt: at(-3_600_000) }],
  })
})

test('a server whose clock is a minute behind is understood', async () => {
  expect(await look(json([{ id: 'a', createdAt: at(-60_000) }])).found).toMatchObject({ state: 'found' })
  expect(await look(json([{ id: 'a', createdAt: at(-120_000) }])).found).toMatchObject({ state: 'ambiguous' })
})

test('several are all named', async () => {
  const list = [
    { id: 'a', createdAt: at(1) },
    { id: 'b', createdAt: at(2) },
  ]
  expect(await look(json(list)).found).toEqual({ state: 'ambiguous', candidates: list })
})

test('none is none', async () => {
  expect(await look(json([])).found).toEqual({ state: 'notFound' })
})

test.each([
  ['there is no connection', OFFLINE],
  ['the server refuses', json({}, 403)],
  ['the answer is no JSON', new Response('<html>')],
])('nothing is said where %s', async (_, answer) => {
  expect(await look(answer).found).toBeUndefined()
})

test('nothing is asked where the recipe has no search, or the intent no hint', async () => {
  const { client, sent } = createHarness([json([])])
  const { hint: _, ...withoutHint } = RECORD
  const find = vi.fn<Find>()
  expect(await findIntended(RECORD, { type: 'thing' }, client.context)).toBeUndefined()
  expect(await findIntended(RECORD, undefined, client.context)).toBeUndefined()
  expect(await findIntended(withoutHint, { type: 'thing', find }, client.context)).toBeUndefined()
  expect(find).not.toHaveBeenCalled()
  expect(sent).toEqual([])
})

test('nothing is thrown where the intent is of an API that the client does not have', async () => {
  expect(await look(json([]), { ...RECORD, api: 'another' }).found).toBeUndefined()
})

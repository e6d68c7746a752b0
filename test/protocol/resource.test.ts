import { describe, expect, test } from 'vitest'

import { chooseResource, readResource, readRuledResource } from '../../src/protocol/resource.ts'
import { NOW, accepted, operation } from './samples.ts'

const RULE = { type: 'configuration', relatedKey: 'configurationId', find: () => Promise.resolve([]) }
const DONE = operation({ status: 'COMPLETED' })
const found = (id: string, type = 'configuration') => ({ state: 'found', id, type })

describe('the resource is taken from', () => {
  const everything = {
    operation: {
      ...DONE,
      related: { configurationId: 'of-operation' },
      resultId: 'of-result',
      resultUrl: 'https://x.example/v1/of-url',
    },
    accepted: accepted({ resourceId: 'of-input', related: { configurationId: 'of-202' } }),
  }

  test('the input, the 202, the operation, result.id, resultUrl, in that order', () => {
    const { resourceId: _, ...named } = everything.accepted
    const { related: __, ...unnamed } = named
    const { related: ___, ...unrelated } = everything.operation
    const { resultId: ____, ...linked } = unrelated
    expect(readRuledResource(everything.operation, everything.accepted, RULE)).toEqual(found('of-input'))
    expect(readRuledResource(everything.operation, named, RULE)).toEqual(found('of-202'))
    expect(readRuledResource(everything.operation, unnamed, RULE)).toEqual(found('of-operation'))
    expect(readRuledResource(unrelated, unnamed, RULE)).toEqual(found('of-result'))
    expect(readRuledResource(linked, unnamed, RULE)).toEqual(found('of-url'))
  })

  test('the endpoint’s key only, among several related IDs', () => {
    const related = { memoryStoreId: 'other', configurationId: 'right' }
    expect(readRuledResource({ ...DONE, related }, accepted(), RULE)).toEqual(found('right'))
    expect(readRuledResource({ ...DONE, related: { memoryStoreId: 'other' } }, accepted(), RULE)).toEqual({
      state: 'none',
    })
  })

  test('whatever is there if the endpoint is unknown', () => {
    expect(readResource({ ...DONE, related: { anything: 'x' } })).toEqual(found('x', 'resource'))
    expect(readResource({ ...DONE, resultId: 'x' })).toEqual(found('x', 'resource'))
    expect(readResource(DONE)).toEqual({ state: 'none' })
  })

  test('the next source if one names it with an empty string', () => {
    const related = { configurationId: '' }
    expect(readRuledResource({ ...DONE, related, resultId: 'x' }, accepted({ related }), RULE)).toEqual(
      found('x'),
    )
  })

  test('nothing if the endpoint creates none', () => {
    expect(readRuledResource({ ...DONE, related: { configurationId: 'x' } }, accepted(), undefined)).toEqual({
      state: 'none',
    })
  })

  test.each([
    ['https://x.example/v1/Stores/mem_store_1', 'mem_store_1'],
    ['https://x.example/v1/Stores/mem_store_1/', 'mem_store_1'],
    ['/v1/Stores/mem_store_1', 'mem_store_1'],
    ['mem_store_1', undefined],
    ['', undefined],
  ])('the last segment of %j', (resultUrl, id) => {
    expect(readResource({ ...DONE, resultUrl })).toEqual(
      id === undefined ? { state: 'none' } : found(id, 'resource'),
    )
  })

  test('a search if none of them names it and the endpoint can search', () => {
    expect(readRuledResource(DONE, accepted({ hint: {} }), RULE)).toEqual({ state: 'searching' })
    expect(readRuledResource(DONE, accepted(), RULE)).toEqual({ state: 'none' })
    expect(readRuledResource(DONE, accepted({ hint: {} }), { type: 'x' })).toEqual({ state: 'none' })
  })
})

const at = (offsetMs: number) => new Date(NOW + offsetMs).toISOString()

const choose = (candidates: Parameters<typeof chooseResource>[0], isLastLook = false) =>
  chooseResource(candidates, { startedAt: NOW, type: 'configuration', isLastLook })

describe('chooseResource', () => {
  const fresh = { id: 'fresh', createdAt: at(30) }
  const old = { id: 'old', createdAt: at(-60_000) }
  test('takes the one that was created after the operation began', () => {
    expect(choose([fresh])).toEqual(found('fresh'))
    expect(choose([old, fresh])).toEqual(found('fresh'))
    expect(choose([fresh, old, { ...old, id: 'older' }], true)).toEqual(found('fresh'))
  })

  test('allows the two times to differ a little', () => {
    expect(choose([{ id: 'x', createdAt: at(-1_000) }])).toEqual(found('x'))
  })

  test('takes one whose time is not known', () => {
    expect(choose([{ id: 'x' }])).toEqual(found('x'))
    expect(choose([old, { id: 'x', createdAt: 'junk' }])).toEqual(found('x'))
  })

  test('keeps searching while there is only an older one with that name, or none', () => {
    expect(choose([old])).toEqual({ state: 'searching' })
    expect(choose([])).toEqual({ state: 'searching' })
  })

  test('at the last lookup, says that there is none', () => {
    expect(choose([], true)).toEqual({ state: 'notFound' })
  })

  test('at the last lookup, returns the candidates it cannot choose between', () => {
    const other = { id: 'other', createdAt: at(90) }
    expect(choose([old, fresh, other], true)).toEqual({ state: 'ambiguous', candidates: [fresh, other] })
    expect(choose([old], true)).toEqual({ state: 'ambiguous', candidates: [old] })
  })
})

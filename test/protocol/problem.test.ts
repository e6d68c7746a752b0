import { readProblemDetails } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { readProblem } from '../../src/protocol/problem.ts'
import { overJson } from './protocolKit.ts'

const DETAILS = {
  type: 'https://jobs.example/errors/7',
  title: 'Invalid request',
  status: 400,
  detail: 'description is too long',
  instance: '/jobs',
}

describe.each([
  ['readProblem', readProblem],
  ['readProblemDetails', readProblemDetails],
])('%s', (_, read) => {
  test('reads title and detail of problem details', () => {
    expect(read(DETAILS, 'HTTP 400')).toMatchObject({
      title: 'Invalid request',
      detail: 'description is too long',
      fields: [],
    })
  })

  test('reads a bare message', () => {
    expect(read({ message: 'No.' }, 'HTTP 400')).toEqual({ title: 'No.', fields: [] })
  })

  test.each([undefined, null, 'text', 7, true, [], [DETAILS.title], {}, { title: 7 }, { title: '' }])(
    'makes the given title of %j',
    (junk) => {
      expect(read(junk, 'HTTP 502')).toEqual({ title: 'HTTP 502', fields: [] })
    },
  )

  test.each(['javascript:alert(1)', 'data:text/html,x', 'about:blank', '/errors/7', 'https://a b', 'x', 7])(
    'keeps no link that is not http(s): %j',
    (type) => {
      expect(read({ title: 'x', type }, '')).not.toHaveProperty('link')
    },
  )

  test('reads own fields only', () => {
    const inherited: unknown = Object.create({ title: 'inherited', detail: 'inherited' })
    expect(read(inherited, 'HTTP 500')).toEqual({ title: 'HTTP 500', fields: [] })
    const polluted: unknown = JSON.parse('{ "__proto__": { "title": "inherited" } }')
    expect(read(polluted, 'HTTP 500').title).toBe('HTTP 500')
  })

  test('cuts huge texts', () => {
    const huge = 'x'.repeat(5_000_000)
    const problem = read({ title: huge, detail: huge, type: `https://x/${huge}`, errors: huge }, '')
    expect(JSON.stringify(problem).length).toBeLessThan(10_000)
  })

  test('gives plain JSON', () => {
    const problem = read(DETAILS, '')
    expect(overJson(problem)).toEqual(problem)
  })
})

test('a type that is an http(s) URL is the link to a page that explains it', () => {
  expect(readProblemDetails(DETAILS, '').link).toBe('https://jobs.example/errors/7')
})

const fieldsOf = (errors: unknown) => readProblemDetails({ ...DETAILS, errors }, '').fields

describe('fields by JSON Pointer', () => {
  test.each([
    ['#/displayName', 'displayName'],
    ['/displayName', 'displayName'],
    ['#/channelSettings/SMS/captureRules/0/from', 'channelSettings.SMS.captureRules.0.from'],
    ['#/a~1b/c~0d', 'a/b.c~d'],
    ['#/a~01', 'a~1'],
  ])('%s is %s', (pointer, field) => {
    expect(fieldsOf([{ pointer, detail: 'no' }])).toEqual([{ field, message: 'no' }])
  })

  test('take the detail of the whole, else its title, where they have none', () => {
    expect(fieldsOf([{ pointer: '#/a' }])).toEqual([{ field: 'a', message: DETAILS.detail }])
    expect(readProblemDetails({ title: 'No', errors: [{ pointer: '#/a' }] }, '').fields).toEqual([
      { field: 'a', message: 'No' },
    ])
  })

  test('keep their order and leave out what is no complaint about a field', () => {
    const errors = [null, 'x', 7, [], {}, { pointer: 7 }, { pointer: '' }, { detail: 'x' }]
    expect(fieldsOf([...errors, { pointer: '#/b' }, { pointer: '#/a' }]).map(({ field }) => field)).toEqual([
      'b',
      'a',
    ])
    for (const junk of [undefined, null, 'x', 7, { 0: { pointer: '#/a' } }])
      expect(fieldsOf(junk)).toEqual([])
  })

  test('are at most a hundred', () => {
    expect(fieldsOf(Array.from({ length: 5_000 }, () => ({ pointer: '#/a' })))).toHaveLength(100)
  })
})

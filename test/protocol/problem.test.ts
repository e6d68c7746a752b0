import { readProblemDetails } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { readProblem } from '../../src/protocol/problem.ts'
import { PROBLEM_SHAPES } from './problemShapes.ts'
import { overJson } from './samples.ts'

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

  test.each([
    undefined,
    null,
    7,
    true,
    [],
    {},
    { title: 7 },
    { title: '' },
    { detail: 7, message: {} },
    [[7]],
  ])('uses the given title for %j', (junk) => {
    expect(read(junk, 'HTTP 502')).toEqual({ title: 'HTTP 502', fields: [] })
  })

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

  test('truncates huge texts', () => {
    const huge = 'x'.repeat(5_000_000)
    const problem = read({ title: huge, detail: huge, type: `https://x/${huge}`, errors: huge }, '')
    expect(JSON.stringify(problem).length).toBeLessThan(10_000)
  })

  test('returns plain JSON', () => {
    const problem = read(DETAILS, '')
    expect(overJson(problem)).toEqual(problem)
  })
})

test('a type that is an http(s) URL is the link to a page that explains the problem', () => {
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

  test('get the detail of the whole problem, or else its title, if they have none', () => {
    expect(fieldsOf([{ pointer: '#/a' }])).toEqual([{ field: 'a', message: DETAILS.detail }])
    expect(readProblemDetails({ title: 'No', errors: [{ pointer: '#/a' }] }, '').fields).toEqual([
      { field: 'a', message: 'No' },
    ])
  })

  test('keep their order and leave out what is not about a field', () => {
    const errors = [null, 'x', 7, [], {}, { pointer: 7 }, { pointer: '' }, { detail: 'x' }]
    expect(fieldsOf([...errors, { pointer: '#/b' }, { pointer: '#/a' }]).map(({ field }) => field)).toEqual([
      'b',
      'a',
    ])
    for (const junk of [undefined, null, 7, { pointer: {} }]) expect(fieldsOf(junk)).toEqual([])
  })

  test('are at most a hundred', () => {
    expect(fieldsOf(Array.from({ length: 5_000 }, () => ({ pointer: '#/a' })))).toHaveLength(100)
  })
})

test.each(PROBLEM_SHAPES)('readProblemDetails reads the errors of frameworks: %s', (_, body, problem) => {
  const read = readProblemDetails(body, 'HTTP 400')
  expect(read).toEqual(problem)
  expect(overJson(read)).toEqual(read)
})

describe('a hostile body', () => {
  const read = (body: unknown) => readProblemDetails(body, 'HTTP 400')

  test.each(['__proto__', 'constructor', 'a.__proto__.b', 'x.prototype'])('cannot name field %s', (name) => {
    const errors: unknown = JSON.parse(`{ ${JSON.stringify(name)}: ["polluted"], "name": ["Taken."] }`)
    expect(read({ title: 'No', errors }).fields).toEqual([{ field: 'name', message: 'Taken.' }])
    expect(read({ title: 'No', errors: [{ field: name, message: 'polluted' }] }).fields).toEqual([])
    expect(read(errors).title).toBe('name: Taken.')
  })

  test('adds at most a hundred errors, wherever they are', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ field: `f${index}`, message: 'no' }))
    const map = Object.fromEntries(many.map(({ field, message }) => [field, [message]]))
    const words = many.map(({ field }) => field)
    for (const body of [
      { errors: many },
      { errors: map },
      map,
      { error: { details: many } },
      { detail: many },
    ])
      expect(read(body).fields).toHaveLength(100)
    expect(JSON.stringify(read({ message: words })).length).toBeLessThan(2_000)
    expect(JSON.stringify(read({ message: many.map(() => 'x'.repeat(2_000)) })).length).toBeLessThan(10_000)
  })

  test('may be nested so deeply that recursion would overflow the stack', () => {
    const depth = 100_000
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
      ['{"errors":', '}'],
    ] as const) {
      const deep = `${open.repeat(depth)}["no"]${close.repeat(depth)}`
      expect(read({ title: 'No', errors: JSON.parse(deep) })).toEqual({ title: 'No', fields: [] })
      expect(read(JSON.parse(deep)).title).toBe('HTTP 400')
    }
  })

  test('cannot show an HTML page, break a log line, or reverse the text around it', () => {
    const page = ' <!DOCTYPE html><html><body>502</body></html>'
    expect(read({ message: page })).toEqual({ title: 'HTTP 400', fields: [] })
    expect(read(page)).toEqual({ title: 'HTTP 400', fields: [] })
    expect(read({ message: 'No.\r\nGET /admin\u001B[31m\u202Etxt.exe', detail: 'a\u0000b' })).toEqual({
      title: 'No. GET /admin [31m txt.exe',
      detail: 'a b',
      fields: [],
    })
  })

  test('keeps markup as plain text', () => {
    expect(read({ error: '<img src=x onerror=alert(1)>' }).title).toBe('<img src=x onerror=alert(1)>')
  })

  test('may have numbers, lists and objects instead of texts', () => {
    const junk = [0, [], {}, null, true, [[]], [{}], [null], { a: 1 }, { a: { b: null } }]
    for (const one of junk)
      for (const name of ['title', 'message', 'detail', 'error', 'errors', 'details', 'issues', 'path'])
        expect(read({ [name]: one, fields: one, source: one })).toEqual({ title: 'HTTP 400', fields: [] })
    expect(
      read({
        errors: [
          { field: 7, message: 'No.' },
          { field: {}, message: 'Nor.' },
        ],
      }),
    ).toEqual({
      title: 'No.',
      detail: 'Nor.',
      fields: [],
    })
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { checkTypes, findForeign, print, toDocument } from './checkPrinted.ts'

/** Text that ends a string, a comment, a template or a line, hides, or is a name of JavaScript. */
const NASTY = [
  '"', "'", '`', '${alert(1)}', '*/', '//', '\n', '\r', '\u2028', '\u2029', '\u202E', '\\', '\\"', '\0', '\uD800', '</script>',
  '__proto__', 'constructor', 'toString', 'null', 'default', ' | ', '};alert(1);({', '{a}', '{', '}', '~1', '%', '.', 'body', '',
] // prettier-ignore

const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
const words = fc.array(text, { maxLength: 3 })
const dictionary = <T>(value: fc.Arbitrary<T>) => fc.dictionary(text, value, { maxKeys: 3 })
const schema = fc.oneof(
  fc.record(
    { type: fc.constantFrom('string', 'integer', 'object', 'array'), enum: words },
    { requiredKeys: [] },
  ),
  fc.record({
    properties: dictionary(fc.record({ type: text, enum: words }, { requiredKeys: [] })),
    required: words,
  }),
  fc.record({ $ref: text }),
  fc.anything(),
)
const body = schema.map((one) => ({ content: { 'application/json': { schema: one } } }))
const parameter = fc.record({
  in: fc.constantFrom('path', 'header', 'query'),
  name: text,
  required: fc.boolean(),
  schema,
})
const link = fc.record(
  { operationId: text, operationRef: text, parameters: dictionary(text) },
  { requiredKeys: ['operationId'] },
)
const operation = fc.record(
  {
    operationId: text,
    summary: text,
    parameters: fc.array(parameter, { maxLength: 3 }),
    requestBody: body,
    responses: fc.record({
      200: body,
      202: fc.record({ headers: dictionary(fc.anything()), links: dictionary(link), content: fc.anything() }, { requiredKeys: [] }),
    }),
    'x-speakeasy-polling': fc.array(
      fc.record({ successCriteria: fc.array(text.map((one) => ({ condition: `$response.body#/${one} == "${one}"` }))) }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['responses'] },
) // prettier-ignore
const document = fc
  .record({ paths: dictionary(fc.record({ post: operation, delete: operation, get: operation })), url: text })
  .map(({ paths, url }) => ({
    ...toDocument(paths),
    servers: [{ url }],
  }))
  .filter(({ paths }) => Object.keys(paths).length > 0)

test('hostile text is only in literals and in comments of one line', () => {
  fc.assert(
    fc.property(document, (one) => {
      expect(findForeign(print(one))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('hostile documents are printed as code that compiles', { timeout: 120_000 }, () => {
  const modules = fc.sample(document, 100).map(print)
  expect(checkTypes(modules)).toEqual([])
})

/** A document with one text in each place that is printed. */
function toNasty(nasty: string) {
  const named = (value: unknown) => ({ [nasty]: value })
  const content = {
    content: { 'application/json': { schema: { properties: named({ enum: [nasty, 'done'] }) } } },
  }
  const job = { operationId: nasty, parameters: { [nasty]: `$response.body#/${nasty}` } }
  const polling = [{ failureCriteria: [{ condition: `$response.body#/${nasty} == "${nasty}"` }] }]
  const get = { operationId: nasty, responses: { 200: content }, 'x-speakeasy-polling': polling }
  const parameters = [{ in: 'path', name: nasty }, { in: 'query', name: nasty, required: true }] // prettier-ignore
  const post = {
    operationId: nasty,
    summary: nasty,
    parameters,
    requestBody: content,
    responses: { 202: { links: { job } } },
  }
  const file = { requestBody: { $ref: `${nasty}.json` }, responses: { 202: { $ref: `#/${nasty}` } } }
  const paths = { [`/{${nasty}}${nasty}`]: { post, get }, [`/${nasty}`]: { get, post, put: file } }
  return { ...toDocument(paths), servers: [{ url: nasty }] }
}

test('each hostile text is harmless in each place', { timeout: 120_000 }, () => {
  const modules = NASTY.map((nasty) => print(toNasty(nasty)))
  expect(modules.flatMap(findForeign)).toEqual([])
  expect(checkTypes(modules)).toEqual([])
})

test('a document of the wrong shape is printed or refused, never a crash', () => {
  const shape = fc.record({ paths: fc.anything(), servers: fc.anything(), components: fc.anything() })
  fc.assert(
    fc.property(shape, (one) => {
      expect(() => print({ ...one, paths: undefined })).toThrow('declares a 202')
      const responses = { 202: one.paths ?? {} }
      const parts = { parameters: one.servers, requestBody: one.components, responses }
      expect(findForeign(print({ ...one, paths: { '/a': { post: parts, ...parts } } }))).toEqual([])
    }),
  )
})

test('a field that is called $ref is not followed, and __proto__ is only a name', () => {
  const properties = JSON.parse('{"$ref":{"type":"string"},"__proto__":{"type":"string"}}') as object
  const requestBody = { content: { 'application/json': { schema: { properties } } } }
  const printed = print(toDocument({ '/a': { post: { requestBody, responses: { 202: {} } } } }))
  expect(printed).toContain('    $ref?: string\n    __proto__?: string\n')
})

test('long comments are cut', () => {
  const printed = print(toDocument({ [`/${'a'.repeat(5_000)}`]: { post: { responses: { 202: {} } } } }))
  for (const line of printed.split('\n').filter((one) => one.startsWith('//')))
    expect(line.length).toBeLessThan(700)
})

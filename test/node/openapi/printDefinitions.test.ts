import { describe, expect, test } from 'vitest'

import { printDefinitions } from '../../../src/node/openapi/printDefinitions.ts'
import { checkTypes, print, printPost, questionsOf, toDocument } from './checkPrinted.ts'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const string = { type: 'string' }
const accepted = { responses: { 202: { headers: { Location: {} } } } }

const REPORTS = toDocument({
  '/stores/{store-id}/reports': {
    parameters: [{ in: 'path', name: 'store-id', required: true, schema: string }],
    post: {
      operationId: 'create-report',
      summary: 'Create a report',
      parameters: [{ in: 'header', name: 'idempotency-KEY', schema: string }],
      requestBody: {
        required: true,
        ...json({
          type: 'object',
          required: ['month'],
          properties: {
            id: { type: 'string', readOnly: true },
            month: string,
            size: { enum: ['small', 'large'] },
            rows: { type: ['integer', 'null'] },
            tags: { type: 'array', items: string },
          },
        }),
      },
      responses: { 202: { headers: { Location: {}, 'Retry-After': {} } } },
    },
  },
})

const PRINTED = `// Endpoint definitions from an OpenAPI document, printed once for you to keep and to change.
// Each question is about something that the document does not say.
import { defineOperation, locationDialect } from "react-accepted/client"
import type { OperationsApi } from "react-accepted/client"

/** For \`createOperationsClient({ apis: createApis(baseUrl) })\`. */
// Question: what is baseUrl, as the browser sees it?
export const createApis = (baseUrl: string): OperationsApi[] => [
  // Question: does the URL in Location answer 202 while it runs? For a 200 with a status, use jobDialect.
  { api: "location", baseUrl, dialect: locationDialect },
]

export interface CreateReportInput {
  storeId: string
  body: {
    month: string
    size?: "small" | "large"
    rows?: number | null
    tags?: ReadonlyArray<string>
  }
}

// POST /stores/{store-id}/reports sends Retry-After, which is always obeyed.
export const createReport = defineOperation<CreateReportInput>({
  kind: "create-report",
  version: 1,
  api: "location",
  method: "POST",
  path: (input) => "/stores/" + encodeURIComponent(input.storeId) + "/reports",
  body: (input) => input.body,
  takesIdempotencyKey: true,
  label: () => "Create a report",
})
`

test('an operation is printed with its types, its dialect and its questions', () => {
  expect(print(REPORTS)).toBe(PRINTED)
})

test(
  'all kinds of definitions compile against the library, in a strict program',
  { timeout: 120_000 },
  () => {
    const body = json({
      type: 'object',
      required: ['new', 'get'],
      properties: Object.fromEntries(
        ['new', 'get', 'set', 'readonly', 'constructor', 'a-b', '', '0', '`', "'", '*/', '__proto__'].map(
          (name) => [name, string],
        ),
      ),
    })
    const item = { parameters: [{ in: 'path', name: 'n', schema: { type: 'integer' } }] }
    const plain = {
      post: accepted,
      put: { ...accepted, requestBody: body },
      delete: accepted,
      patch: accepted,
    }
    const job = { 200: json({ properties: { state: { enum: ['done', 'expired', '__proto__'] } } }) }
    const rule = (word: string) => [{ condition: `$response.body#/state == "${word}"` }]
    const polling = [{ successCriteria: rule('__proto__'), failureCriteria: rule('expired') }]
    const links = { job: { operationId: 'job', parameters: { id: '$response.body#/id' } } }
    const modules = [
      print(REPORTS),
      print(
        toDocument({ '/a/{n}/{body}': { ...item, ...plain }, '/input.b': plain, '/{c': plain, '': plain }),
      ),
      printPost(
        { responses: { 202: { links } }, requestBody: json({ enum: [1, -1, 1e21, null, 'a"b', true] }) },
        { '/jobs/{id}': { get: { operationId: 'job', responses: job, 'x-speakeasy-polling': polling } } },
      ),
      printPost({ 'x-ms-long-running-operation': true, requestBody: json({}) }),
    ]
    expect(checkTypes(modules)).toEqual([])
    expect(checkTypes([PRINTED.replace('baseUrl, d', 'd')]).join()).toContain("Property 'baseUrl' is missing")
  },
)

describe('names', () => {
  const named = (...ids: unknown[]) => {
    const paths = ids.map((operationId, at) => [`/p${at}`, { post: { operationId, ...accepted } }])
    return print(toDocument(Object.fromEntries(paths)))
  }
  const namesIn = (printed: string) =>
    [...printed.matchAll(/^export const (\w+) = d/gm)].map(([, name]) => name)
  const kindsIn = (printed: string) => [...printed.matchAll(/^ {2}kind: (.*),$/gm)].map(([, kind]) => kind)

  test('an operation ID becomes an identifier, and without one the path does', () => {
    const ids = [
      'Reports_Create',
      'GET reports',
      '2fa',
      'delete',
      'createApis',
      'encodeURIComponent',
      '__proto__',
    ]
    const printed = named(...ids, 'レポート', '', undefined, { a: 1 })
    expect(namesIn(printed)).toEqual([
      'reportsCreate',
      'getReports',
      '_2fa',
      'delete2',
      'createApis2',
      'encodeURIComponent2',
      'proto',
      'postP7',
      'postP8',
      'postP9',
      'postP10',
    ])
    expect(kindsIn(printed).slice(6)).toEqual([
      '"__proto__"',
      '"レポート"',
      '"POST /p8"',
      '"POST /p9"',
      '"POST /p10"',
    ])
  })

  test('names that collide are numbered, and two operations with one ID are a question', () => {
    const printed = named('create-report', 'createReport', 'createReport2', 'create-report')
    expect(namesIn(printed)).toEqual(['createReport', 'createReport2', 'createReport22', 'createReport3'])
    expect(kindsIn(printed)).toEqual([
      '"create-report"',
      '"createReport"',
      '"createReport2"',
      '"create-report2"',
    ])
    expect(questionsOf(printed)).toContain(
      '#/paths/~1p3/post: another operation is called "create-report" too. What is its kind?',
    )
  })

  test('parameters with the same letters, and one called body, stay apart', () => {
    const put = { requestBody: json(string), ...accepted }
    const printed = print(toDocument({ '/{a-b}/{aB}/{body}/{a-b}/{__proto__}': { put } }))
    expect(printed).toContain(
      '{\n  aB: string\n  aB2: string\n  body: string\n  proto: string\n  body2?: string',
    )
    expect(printed).toContain('body: (input) => input.body2')
  })
})

const at = '#/paths/~1start/post'
const cases: [string, object, string][] = [
  ['a server of its own', { servers: [] }, `${at}/servers: is this another baseUrl?`],
  ['no Idempotency-Key', {}, `${at}: does it take an Idempotency-Key? Without one, nothing is sent twice.`],
  [
    'a required query parameter',
    { parameters: [{ in: 'query', name: 'v', required: true }] },
    `${at}/parameters/0: "query v" is required. Add it to path, or to baseUrl if it never changes. What is it?`,
  ],
  [
    'a required header',
    { parameters: [{ in: 'header', name: 'X-Account', required: true }] },
    `${at}/parameters/0: "header x-account" is required. Add it to headers. What is it?`,
  ],
  [
    'a body that is not JSON',
    { requestBody: { content: { 'multipart/form-data': {} } } },
    `${at}/requestBody: the body is "multipart/form-data". Only JSON can be sent. Is there another way?`,
  ],
  [
    'JSON of another media type',
    { requestBody: { content: { 'application/vnd.api+json': { schema: string } } } },
    `${at}/requestBody: its type is "application/vnd.api+json". Is application/json accepted? If not, add it to headers.`,
  ],
  [
    'a composed body',
    { requestBody: json({ allOf: [{}], properties: { a: string } }) },
    `${at}/requestBody/content/application~1json/schema: what is the type of the body? It is not an object with simple properties.`,
  ],
  [
    'nested properties',
    { requestBody: json({ properties: { a: string, b: { type: 'object' }, c: { oneOf: [string] } } }) },
    `${at}/requestBody/content/application~1json/schema/properties: what are the types of "b", "c"?`,
  ],
  [
    'a reference to another file',
    { requestBody: { $ref: 'bodies.json#/report' } },
    `${at}/requestBody refers to "bodies.json#/report", outside this document. Bundle it: npx @redocly/cli bundle openapi.yaml --ext json -o openapi.json`,
  ],
  [
    'a reference to nothing',
    { requestBody: { $ref: '#/components/no%' } },
    `${at}/requestBody refers to #/components/no%, which is not in this document. What is it?`,
  ],
  [
    'a circle of references',
    { requestBody: { $ref: '#/components/circle' } },
    `${at}/requestBody is a circle of references, or more than 50 in a row. What is it?`,
  ],
]

test.each(cases)('%s is a question', (_, operation, question) => {
  const printed = printPost(operation, {}, { circle: { $ref: '#/components/circle' } })
  expect(questionsOf(printed)).toContain(question)
  expect(printed).toContain('defineOperation')
})

test('a path parameter that is not declared, and one that can be null, are questions', () => {
  const nullable = { in: 'path', name: 'b', schema: { type: ['string', 'null'] } }
  const own = { in: 'path', name: 'c', schema: { type: 'boolean' } }
  const parameters = [nullable, { ...own, schema: string }]
  const remove = { ...accepted, parameters: [own] }
  const printed = print(toDocument({ '/{a}/{b}/{c}': { parameters, delete: remove } }))
  const asked = questionsOf(printed).filter((question) => question.includes('of the path parameter'))
  expect(asked).toEqual(
    ['a', 'b'].map((name) => `#/paths/~1{a}~1{b}~1{c}: what is the type of the path parameter "${name}"?`),
  )
  expect(printed).toContain('{\n  a: string\n  b: string\n  c: boolean\n}')
  expect(printed).toContain('  isDestructive: true,\n')
})

test('a body of more than 100 properties, or with a number that JSON cannot have, is unknown', () => {
  const many = Object.fromEntries([...Array(101).keys()].map((n) => [n, string]))
  expect(printPost({ requestBody: json({ properties: many }) })).toContain('body?: unknown')
  const infinite = { requestBody: json({ enum: [JSON.parse('1e999')] }), ...accepted }
  const value = toDocument({ '/a': { post: infinite } })
  expect(printDefinitions({ value, at: '#' })).toContain('body?: unknown')
})

test('a path that the client refuses is a question', () => {
  const paths = ['start', '//host/start', '/a\\b', '/a#b', '/{a', '/a\nb']
  const printed = print(toDocument(Object.fromEntries(paths.map((path) => [path, { post: accepted }]))))
  const asked = questionsOf(printed).filter((question) => question.includes('not a path below baseUrl'))
  expect(asked).toHaveLength(paths.length)
})

test('references are followed, with escapes, and 50 in a row', () => {
  const body = { required: true, ...json(string) }
  const row = [...Array(47).keys()].map((n) => [`r${n}`, { $ref: `#/components/r${n + 1}` }])
  const components = { 'a/b c': { $ref: '#/components/~0' }, '~': { $ref: '#/components/r0' }, r47: body }
  const printed = printPost(
    { requestBody: { $ref: '#/components/a~1b%20c' } },
    {},
    { ...Object.fromEntries(row), ...components },
  )
  expect(printed).toContain('body: string\n')
  expect(questionsOf(printed).join()).not.toContain('refer')
})

test('a GET that answers 202 is a question, and a path in another file too', () => {
  const printed = printPost({}, { '/read': { get: accepted }, '/else': { $ref: 'else.json' } })
  expect(questionsOf(printed)).toContain(
    '#/paths/~1read/get: a GET declares a 202. How is that operation started?',
  )
  expect(printed).toContain('#/paths/~1else refers to "else.json", outside this document.')
})

test('without a 202 there is nothing to print', () => {
  const none = [{}, { '/a': { get: accepted } }, { '/a': { post: { responses: { 200: {} } } } }, [], [7]]
  for (const paths of none) expect(() => print(toDocument(paths))).toThrow('declares a 202 response')
})

test('a document whose definitions would fill 10 MB is refused', () => {
  const properties = Object.fromEntries(
    [...Array(100).keys()].map((n) => [`${n}${'x'.repeat(2000)}`, string]),
  )
  const post = { requestBody: { $ref: '#/components/big' }, ...accepted }
  const paths = Object.fromEntries([...Array(60).keys()].map((n) => [`/${n}`, { post }]))
  expect(() => print(toDocument(paths, { big: json({ properties }) }))).toThrow('would exceed 10 MB')
})

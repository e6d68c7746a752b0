import { expect, test } from 'vitest'

import { apisOf, printPost, questionsOf } from './checkPrinted.ts'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const job = (properties: object, more: object = {}) => ({
  get: { operationId: 'getJob', responses: { 200: json({ properties }) }, ...more },
})
const link = (parameters: object = { id: '$response.body#/id' }) => ({ operationId: 'getJob', parameters })

/** What is printed for a 202 and the GET of a job. */
function printJob(response: object, get: object, path = '/jobs/{id}') {
  const printed = printPost({ responses: { 202: response } }, { [path]: get })
  // The others concern the request and every client.
  const questions = questionsOf(printed).filter((one) => !/Idempotency-Key|what is baseUrl/.test(one))
  return { api: apisOf(printed).join(), questions: questions.map((one) => one.replace(/^#\S*\//, '… ')) }
}

test('headers declare azureDialect or locationDialect, in any letter case', () => {
  const rows = {
    azure: ['Operation-Location', 'azure-asyncoperation'],
    location: ['location', 'Content-Location'],
  }
  for (const [name, headers] of Object.entries(rows))
    for (const header of headers)
      expect(printJob({ headers: { [header]: {} } }, {}).api).toBe(
        `api: "${name}", baseUrl, dialect: ${name}Dialect`,
      )
})

test('x-ms-long-running-operation declares azureDialect, and where the result is may be a question', () => {
  for (const via of ['location', 'original-uri', 'azure-async-operation', 'operation-location']) {
    const printed = printPost({
      'x-ms-long-running-operation': true,
      'x-ms-long-running-operation-options': { 'final-state-via': via },
    })
    expect(apisOf(printed)).toEqual(['api: "azure", baseUrl, dialect: azureDialect'])
    expect(printed.includes(`final-state-via is ${via}: where in the last status is the result?`)).toBe(
      via.includes('operation'),
    )
  }
})

test('a body with statusUrl declares the default dialect, and nothing declares it with a question', () => {
  const told = printJob(json({ properties: { statusUrl: {} } }), {})
  const untold = printJob({}, {})
  expect([told.api, untold.api]).toEqual(
    Array(2).fill('api: "statusUrl", baseUrl, dialect: statusUrlDialect'),
  )
  expect(told.questions.join()).toMatch(/^are the words of its status COMPLETED, FAILED and CANCELLED\?/)
  expect(untold.questions.join()).toMatch(/^… 202: where is the status\?/)
})

test('a link to a GET with a status declares jobDialect, and only unknown words are questions', () => {
  const words = { enum: ['queued', 'succeeded', 'FAILED', 'Canceled', 'constructor'] }
  const { api, questions } = printJob({ links: { job: link() } }, job({ status: words }))
  expect(api).toBe('api: "job", baseUrl, dialect: jobDialect(), operationPath: "/jobs/{operationId}"')
  expect(questions).toEqual([
    '… enum: are all of these PENDING? "queued", "constructor". Add those that are final to words.',
  ])
})

test('the status is the only field with a known word, whatever its name', () => {
  const fields = { size: { enum: ['big'] }, phase: { enum: ['done'] }, status: { enum: ['x'] } }
  const percent = { percent: { type: 'number', maximum: 100 } }
  const { api, questions } = printJob({ links: { job: link() } }, job({ ...fields, ...percent }))
  expect(api).toContain('jobDialect({ status: "phase", progress: "percent" })')
  expect(questions).toEqual([])
  const progress = { type: 'integer', maximum: 100 }
  expect(printJob({ links: { job: link() } }, job({ ...done, progress })).api).toContain(
    '({ progress: "progress" })',
  )
})

const done = { status: { enum: ['done'] } }

test('two fields with known words are not a status, and neither is a field without words', () => {
  const word = { enum: ['done'] }
  for (const fields of [{ a: word, b: word }, { status: { type: 'string' } }, { 'a.b': word }]) {
    const { api, questions } = printJob({ links: { job: link() } }, job(fields))
    expect(api).toContain('statusUrlDialect')
    expect(questions.join()).toContain('where is the status?')
  }
})

test('a number that may not be a percentage is not the progress', () => {
  for (const progress of [{ type: 'integer' }, { type: 'number', maximum: 1 }])
    expect(printJob({ links: { job: link() } }, job({ ...done, progress })).api).not.toContain('progress')
})

test('a link may name its GET by place, and its ID may be nested', () => {
  const nested = {
    operationRef: '#/paths/~1jobs~1%7Bid%7D/get',
    parameters: { 'path.id': '$response.body#/job/id' },
  }
  const { api } = printJob({ links: { job: nested } }, job(done))
  expect(api).toContain('jobDialect({ id: "job.id" }), operationPath: "/jobs/{operationId}"')
})

test('without an ID that fits its path, the URL of a job is a question, unless it is in Location', () => {
  const links: [object, string?][] = [
    [link({})],
    [link({ id: '$response.header.x' })],
    [link({ id: '$response.body#/a.b' })],
    [link(), '/{id}/{a}'],
    [link(), '/job'],
  ]
  for (const [one, path] of links) {
    const { api, questions } = printJob({ links: { job: one } }, job(done), path)
    expect(api).toBe('api: "job", baseUrl, dialect: jobDialect()')
    expect(questions.join()).toContain('… job: where is the URL or the ID of the job?')
    expect(printJob({ headers: { Location: {} }, links: { job: one } }, job(done), path).questions).toEqual(
      [],
    )
  }
})

test('two links to a status are a question, and links to other methods are none', () => {
  const two = printJob({ links: { a: link(), b: link() } }, job(done))
  expect(two.questions.join()).toContain('… links: which of these links reads the status? None is used.')
  expect(two.api).toContain('statusUrlDialect')
  const { get } = job(done)
  expect(printJob({ links: { cancel: link() } }, { delete: get }).api).toContain('statusUrlDialect')
})

const rule = (...words: string[]) =>
  words.map((word) => ({ condition: `$response.body#/meta/phase == "${word}"` }))

test('x-speakeasy-polling names the status, and the words that are not known', () => {
  const successCriteria = [{ condition: '$statusCode == 200' }, ...rule('ready')]
  const polling = [{ name: 'Wait', successCriteria, failureCriteria: rule('lost') }]
  const { api } = printJob({ links: { job: link() } }, job({}, { 'x-speakeasy-polling': polling }))
  expect(api).toContain('jobDialect({ status: "meta.phase", words: { ready: "COMPLETED", lost: "FAILED" } })')
})

test('rules of x-speakeasy-polling that are not one word for each end are a question', () => {
  const ready = { successCriteria: rule('ready'), failureCriteria: rule('lost') }
  const rules = [
    [ready, ready],
    [{ successCriteria: rule('done', 'x'), failureCriteria: [] }],
    [{ ...ready, failureCriteria: rule('toString') }],
    [{ ...ready, failureCriteria: rule('ready') }],
  ]
  for (const polling of rules) {
    const { api, questions } = printJob(
      { links: { job: link() } },
      job(done, { 'x-speakeasy-polling': polling }),
    )
    expect(api).not.toContain('lost')
    expect(questions.join()).toContain('… x-speakeasy-polling: which words end the job?')
  }
})

test('operations share an API if their dialects are the same, and their questions are collected', () => {
  const words = (word: string) => ({ status: { enum: ['done', word] } })
  const responses = { 202: { headers: { Location: {} }, links: { job: { operationId: 'getOther' } } } }
  const other = { ...job(words('b')).get, operationId: 'getOther' }
  const printed = printPost(
    { responses: { 202: { headers: { Location: {} }, links: { job: { operationId: 'getJob' } } } } },
    { '/job': job(words('a')), '/other': { get: other, post: { responses } } },
  )
  expect(apisOf(printed)).toEqual(['api: "job", baseUrl, dialect: jobDialect()'])
  expect(questionsOf(printed).filter((question) => question.includes('PENDING'))).toHaveLength(2)
})

import { readStatus } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { isFinal, readOperation } from '../../src/protocol/operation.ts'
import { APIS, ID, IDENTITY, overJson } from './samples.ts'

const COMPLETED = {
  operationId: ID,
  status: 'COMPLETED',
  createdAt: '2025-11-12T13:15:25.652Z',
  completedAt: '2025-11-12T13:15:38.114Z',
  statusUrl: `https://memory.twilio.com/v1/ControlPlane/Operations/${ID}`,
  result: { type: 'RESOURCE_ID', id: 'mem_store_1' },
  resultUrl: 'https://memory.twilio.com/v1/ControlPlane/Stores/mem_store_1',
}

describe('readStatus', () => {
  test.each([
    ['PENDING', 'PENDING'],
    ['RUNNING', 'PENDING'],
    ['COMPLETED', 'COMPLETED'],
    ['FAILED', 'FAILED'],
    ['CANCELLED', 'CANCELLED'],
    ['IN_PROGRESS', 'PENDING'],
    ['QUEUED', 'PENDING'],
    ['completed', 'PENDING'],
    ['toString', 'PENDING'],
    ['__proto__', 'PENDING'],
  ])('reads %s as %s', (word, expected) => {
    expect(readStatus(word)).toBe(expected)
    expect(isFinal(readStatus(word))).toBe(expected !== 'PENDING')
  })

  test('prefers the API’s own status words', () => {
    const words = { Succeeded: 'COMPLETED', CANCELLED: 'FAILED' } as const
    expect(readStatus('Succeeded', words)).toBe('COMPLETED')
    expect(readStatus('CANCELLED', words)).toBe('FAILED')
    expect(readStatus('toString', words)).toBe('PENDING')
    expect(readStatus('Working', words)).toBe('PENDING')
  })
})

const readProblem = () => ({ title: 'own', fields: [] })

describe('readOperation', () => {
  test('reads the operations of both APIs', () => {
    expect(readOperation(COMPLETED, IDENTITY)).toEqual({
      ...IDENTITY,
      status: 'COMPLETED',
      rawStatus: 'COMPLETED',
      createdAt: COMPLETED.createdAt,
      completedAt: COMPLETED.completedAt,
      resultId: 'mem_store_1',
      resultUrl: COMPLETED.resultUrl,
    })
  })

  test('omits fields that are null or have another type', () => {
    const body = {
      operationId: ID,
      status: 'PENDING',
      createdAt: 5,
      completedAt: null,
      related: null,
      result: null,
      resultUrl: {},
      error: null,
    }
    const read = readOperation(body, IDENTITY)
    expect(read).toEqual({ ...IDENTITY, status: 'PENDING', rawStatus: 'PENDING' })
    expect(overJson(read)).toEqual(read)
  })

  test('keeps the error only of a FAILED operation', () => {
    const error = { title: 'Bad request', detail: 'No such store.' }
    expect(readOperation({ status: 'FAILED', error }, IDENTITY)).toMatchObject({ error })
    expect(readOperation({ status: 'PENDING', error }, IDENTITY)).not.toHaveProperty('error')
    expect(readOperation({ status: 'COMPLETED', error }, IDENTITY)).not.toHaveProperty('error')
  })

  test.each([undefined, null, 'x', {}])(
    'a FAILED operation has an error, even if the server sent %j',
    (error) => {
      expect(readOperation({ status: 'FAILED', error }, IDENTITY)).toMatchObject({ error: { fields: [] } })
    },
  )

  test('reads errors in the API’s own format', () => {
    expect(readOperation({ status: 'FAILED' }, IDENTITY, { readProblem })).toMatchObject({
      error: { title: 'own' },
    })
  })

  test.each([
    undefined,
    null,
    'COMPLETED',
    7,
    [],
    ['COMPLETED'],
    {},
    { status: '' },
    { status: 7 },
    { state: 'x' },
  ])('names the field of a body without a status: %j', (body) => {
    expect(readOperation(body, IDENTITY)).toMatchObject({ kind: 'contract', field: 'status' })
  })

  test('a response about another operation breaks the contract', () => {
    const body = { ...COMPLETED, operationId: 'proc_job_other' }
    expect(readOperation(body, IDENTITY, APIS[0])).toMatchObject({ kind: 'contract', field: 'operationId' })
  })

  const read = (operationId: unknown, asked: string) =>
    readOperation({ ...COMPLETED, operationId }, { api: 'conversations', operationId: asked }, APIS[0])

  test.each([
    [7, '7'],
    ['7', '7'],
    ['3F2504E0-4F89-11D3-9A0C-0305E82C3301', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['projects/x/operations/1', '1'],
    ['https://jobs.example/v1/operations/1', '1'],
    ['1', '1#5f1b'],
    ['caf\u00e9 1', 'caf%C3%A9%201'],
    ['', '7'],
    [null, '7'],
    [{}, '7'],
    // JSON has rounded it, so it identifies nothing.
    [2 ** 53 + 2, '9007199254740993'],
  ])('%j is the operation %s', (said, asked) => {
    expect(read(said, asked)).toMatchObject({ status: 'COMPLETED', operationId: asked })
  })

  test.each([
    [8, '7'],
    ['projects/x/operations/2', '1'],
    ['projects/1/operations/2', '1'],
    ['operations/1/', '1'],
    ['11', '1'],
  ])('%j is not the operation %s', (said, asked) => {
    expect(read(said, asked)).toMatchObject({ kind: 'contract', field: 'operationId' })
  })

  test('the ID of a result may be a number, and no ID or URL is truncated', () => {
    const long = 'x'.repeat(4_000)
    const resultUrl = `https://jobs.example/reports/1?sig=${long}`
    expect(readOperation({ status: 'COMPLETED', result: { id: 7 } }, IDENTITY)).toMatchObject({
      resultId: '7',
    })
    expect(readOperation({ status: 'COMPLETED', result: { id: long }, resultUrl }, IDENTITY)).toMatchObject({
      resultId: long,
      resultUrl,
    })
  })

  test('an ID that is a path is ours, and need not match the server’s', () => {
    const identity = { api: 'default', operationId: '/jobs/7' }
    expect(readOperation({ ...COMPLETED, operationId: '7' }, identity)).toMatchObject(identity)
  })
})

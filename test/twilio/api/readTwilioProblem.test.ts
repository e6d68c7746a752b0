import { describe, expect, test } from 'vitest'

import { readTwilioProblem } from '../../../src/twilio/api/orchestratorApis.ts'
import { overJson } from '../../protocol/samples.ts'

const read = (body: unknown) => readTwilioProblem(body, 'HTTP 400')

describe('each dialect of a problem is read', () => {
  test('{ code, message, more_info, status } of the API descriptions', () => {
    const body = {
      code: 20404,
      message: 'No configuration conv_configuration_1.',
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
    }
    expect(read(body)).toEqual({
      title: 'No configuration conv_configuration_1.',
      code: 20404,
      link: 'https://www.twilio.com/docs/errors/20404',
      fields: [],
    })
  })

  test('{ code, httpStatusCode, message, userError, params } of the troubleshooting page', () => {
    const body = {
      code: 20003,
      httpStatusCode: 401,
      message: 'The account has not accepted the required terms.',
      userError: true,
      params: { field: 'termsOfService', value: 'NOT_ACCEPTED' },
    }
    expect(read(body)).toEqual({
      title: body.message,
      code: 20003,
      fields: [{ field: 'termsOfService', message: body.message }],
    })
  })

  test('problem details of Conversations without a code, which comes from the type', () => {
    const body = {
      type: 'https://www.twilio.com/docs/errors/20001',
      title: 'Bad request',
      status: 400,
      detail: 'The memory store does not exist.',
      instance: '/v2/ControlPlane/Configurations',
    }
    expect(read(body)).toEqual({
      title: 'Bad request',
      detail: 'The memory store does not exist.',
      code: 20001,
      link: body.type,
      fields: [],
    })
  })

  test('problem details of Memory, with a code', () => {
    const body = {
      type: 'https://www.twilio.com/docs/api/errors/520045',
      title: 'Display name already used',
      code: 520045,
      detail: 'Another store in this account is called harbor-memory.',
    }
    expect(read(body)).toMatchObject({
      title: body.title,
      detail: body.detail,
      code: 520045,
      link: body.type,
    })
  })

  test('problem details with pointers', () => {
    const body = {
      title: 'Invalid request',
      code: 520046,
      detail: 'description is too long',
      errors: [{ detail: 'at most 128 characters', pointer: '#/description' }],
    }
    expect(read(body).fields).toEqual([{ field: 'description', message: 'at most 128 characters' }])
  })
})

describe('a message that names its field', () => {
  test.each([
    ['displayName: must match ^[a-zA-Z0-9-_ ]+$', 'displayName', 'must match ^[a-zA-Z0-9-_ ]+$'],
    [
      'channelSettings.SMS.captureRules[0].from: is required',
      'channelSettings.SMS.captureRules.0.from',
      'is required',
    ],
  ])('%s', (message, field, text) => {
    expect(read({ code: 20001, message, status: 400 }).fields).toEqual([{ field, message: text }])
  })

  test.each([
    'Too many requests.',
    'No such thing: x',
    ': x',
    'displayName:',
    '7: x',
    `${'x'.repeat(500)}: y`,
  ])('is not recognized in %j', (message) => {
    expect(read({ message }).fields).toEqual([])
  })
})

describe('a hostile problem does no harm', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://x',
    'https://x y',
    '//x.example',
    7,
    null,
    { toString: 'x' },
  ])('%j does not become a link', (more_info) => {
    expect(read({ message: 'x', more_info })).not.toHaveProperty('link')
    expect(read({ message: 'x', type: more_info })).not.toHaveProperty('link')
  })

  test.each(['20001', null, {}, [], true])('%j does not become a code', (code) => {
    expect(read({ message: 'x', code })).not.toHaveProperty('code')
  })

  test.each([undefined, null, 'x', 7, [], {}, { message: 7 }, { message: '' }, { params: 'x' }])(
    '%j gets the fallback title',
    (body) => {
      expect(read(body)).toEqual({ title: 'HTTP 400', fields: [] })
    },
  )

  test('prototype keys are not read as fields', () => {
    const body: unknown = JSON.parse(
      '{ "__proto__": { "message": "x", "code": 1, "params": { "field": "y" } } }',
    )
    expect(read(body)).toEqual({ title: 'HTTP 400', fields: [] })
    expect(read({ message: '__proto__: x' }).fields).toEqual([])
  })

  test('huge texts are truncated, and read within a second', () => {
    const huge = 'a.'.repeat(2_000_000)
    const startedAt = performance.now()
    const problem = read({
      message: huge,
      more_info: `https://x/${huge}`,
      params: { field: huge },
      detail: huge,
    })
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(JSON.stringify(problem).length).toBeLessThan(20_000)
  })

  test('the problem is plain JSON', () => {
    const problem = read({ message: 'displayName: x', code: 1 })
    expect(overJson(problem)).toEqual(problem)
  })
})

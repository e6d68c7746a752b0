import { cancelOperation, defineDialect, jobDialect, RequestError } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { empty, follow } from './follow.ts'

/** Submits, and cancels after the given steps. */
async function cancelAfter(
  dialect: Parameters<typeof follow>[0],
  steps: Parameters<typeof follow>[1],
  api: NonNullable<Parameters<typeof follow>[2]>['api'] = {},
) {
  const { accepted, client, sent } = await follow(dialect, steps, { api, polls: steps.length - 2 })
  if (!accepted) throw new Error('It was not accepted.')
  const outcome = await cancelOperation(client, accepted).catch((error: unknown) => error)
  return { outcome, last: sent.at(-1), count: sent.length }
}

const job = (fields: object = {}) => Response.json({ id: 'j1', status: 'running', ...fields })
const plain = { operationPath: '/jobs/{operationId}' }

describe('the request', () => {
  test('has the path of the status URL with a suffix, before the query of the API', async () => {
    const { last } = await cancelAfter(
      jobDialect({ cancel: { suffix: '/cancel' } }),
      [job(), job(), empty(204)],
      { ...plain, baseUrl: 'https://api.test/v1?api-version=2' },
    )
    expect(last).toMatchObject({ method: 'POST', url: 'https://api.test/v1/jobs/j1/cancel?api-version=2' })
  })

  test('may be a DELETE of the job itself, or carry a body', async () => {
    const deleted = await cancelAfter(
      jobDialect({ cancel: { method: 'DELETE' } }),
      [job(), job(), empty(204)],
      plain,
    )
    expect(deleted.last).toMatchObject({ method: 'DELETE', url: 'https://api.test/v1/jobs/j1' })
    const aborted = await cancelAfter(
      jobDialect({ cancel: { method: 'PATCH', body: { state: 'Aborted' } } }),
      [job(), job(), job()],
      plain,
    )
    expect(aborted.last).toMatchObject({ method: 'PATCH', body: '{"state":"Aborted"}' })
    expect(aborted.last?.headers.get('content-type')).toBe('application/json')
  })

  test('goes to the URL that the server named, and a later one counts', async () => {
    const { last } = await cancelAfter(
      jobDialect({ cancelUrl: 'stop' }),
      [job({ stop: 'https://api.test/v1/stop/1' }), job({ stop: '/v1/stop/2?token=x' }), empty(202)],
      plain,
    )
    expect(last).toMatchObject({ method: 'POST', url: 'https://api.test/v1/stop/2?token=x' })
  })

  test.each([
    'https://evil.test/stop',
    'http://169.254.169.254/',
    '//evil.test/x',
    'javascript:alert(1)',
    '/v1/../admin',
  ])('is never sent to %s', async (stop) => {
    const { outcome, count } = await cancelAfter(
      jobDialect({ cancelUrl: 'stop' }),
      [job({ stop }), job({ stop }), empty(204)],
      plain,
    )
    expect(outcome).toBeInstanceOf(RequestError)
    expect(count).toBe(2)
  })

  test('follows the option of the client if the dialect knows none', async () => {
    const { last } = await cancelAfter(jobDialect(), [job(), job(), empty(204)], {
      ...plain,
      cancel: { suffix: ':cancel' },
    })
    expect(last).toMatchObject({ method: 'POST', url: 'https://api.test/v1/jobs/j1:cancel' })
  })
})

describe('a server that says itself that it is cancelling', () => {
  const dialect = defineDialect({
    name: 'own',
    readAcceptance: () => ({ operationId: 'j1' }),
    readOperation: () => ({ status: 'PENDING', rawStatus: 'stopping', isCancelling: true }),
    cancel: { suffix: '/cancel' },
  })

  test('is not asked again', async () => {
    const { outcome, count } = await cancelAfter(dialect, [job(), job(), empty(204)], plain)
    expect(outcome).toMatchObject({ operation: { isCancelling: true } })
    expect(count).toBe(2)
  })
})

import type { AsyncOperation } from 'react-accepted'
import { describe, expect, it } from 'vitest'

import { toSupportBundle } from '../../../src/components/operation/operationNotices.tsx'
import { orchestratorApis } from '../../../src/twilio/api/orchestratorApis.ts'

const NOW = Date.parse('2026-01-05T09:10:00Z')

const STUCK: AsyncOperation = {
  status: 'PENDING',
  rawStatus: 'RUNNING',
  isStuck: true,
  connection: 'retrying',
  accepted: {
    api: 'conversations',
    operationId: 'proc_job_1',
    acceptedAt: Date.parse('2026-01-05T09:00:00Z'),
    nextPollAt: Date.parse('2026-01-05T09:00:05Z'),
    kind: 'configuration.create',
    label: 'Harbor Support',
    hint: { displayName: 'Harbor Support', memoryStoreId: 'mem_store_1' },
    related: { configurationId: 'conv_configuration_1' },
  },
  operation: {
    api: 'conversations',
    operationId: 'proc_job_1',
    status: 'PENDING',
    rawStatus: 'RUNNING',
    createdAt: '2026-01-05T09:00:00.120Z',
  },
  pollError: { kind: 'server', message: 'The server answered 503', httpStatus: 503, requestId: 'RQ1' },
}

describe('the details for Support', () => {
  it('contain the IDs, the times and the statuses seen', () => {
    expect(toSupportBundle(STUCK, NOW).split('\n')).toEqual([
      'Operation ID: proc_job_1',
      'API: conversations',
      'Action: configuration.create',
      'Status shown: PENDING, longer than usual',
      'Server status: RUNNING',
      'Accepted at: 2026-01-05T09:00:00.000Z',
      'Created at: 2026-01-05T09:00:00.120Z',
      'Copied at: 2026-01-05T09:10:00.000Z',
      'configurationId: conv_configuration_1',
      'Connection: retrying',
      'Last failed check: server 503',
      'Request ID of that check: RQ1',
    ])
  })

  it('say where the request can be looked up, if its API knows', () => {
    const [api] = orchestratorApis('/api/twilio')
    expect(toSupportBundle(STUCK, NOW, api)).toContain(
      'Request ID of that check: RQ1\nLook it up in: https://www.twilio.com/console/dev-tools/debugger',
    )
    const getRequestHref = (requestId: string) => `https://logs.example/?id=${requestId}`
    expect(toSupportBundle(STUCK, NOW, { getRequestHref })).toContain('in: https://logs.example/?id=RQ1')
    expect(toSupportBundle({ ...STUCK, pollError: undefined }, NOW, api)).not.toContain('Look it up')
  })

  it('contain nothing that was sent: no name, no hint', () => {
    expect(toSupportBundle(STUCK, NOW)).not.toMatch(/Harbor Support|mem_store_1/)
  })

  it('contain the code and the link of an error, but not its text, which may repeat what was sent', () => {
    const failed: AsyncOperation = {
      ...STUCK,
      status: 'FAILED',
      isStuck: false,
      error: {
        title: 'No',
        detail: 'Harbor Support is taken',
        code: 20409,
        link: 'https://e.example/1',
        fields: [],
      },
    }
    const bundle = toSupportBundle(failed, NOW)
    expect(bundle).toContain('Error code: 20409\nError link: https://e.example/1')
    expect(bundle).not.toContain('Harbor Support')
  })
})

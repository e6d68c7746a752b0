// @vitest-environment node
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  OperationAnnouncer,
  OperationDetails,
  OperationProgress,
  OperationStatusBadge,
  OperationsProvider,
  OperationsTray,
} from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { ConfigurationsTable, CreateConfigurationForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'

const accepted: AcceptedOperation = {
  api: 'conversations',
  operationId: 'proc_job_1',
  acceptedAt: Date.parse('2026-01-05T09:00:00Z'),
  nextPollAt: Date.parse('2026-01-05T09:00:05Z'),
  label: 'Harbor',
}

it('everything renders on a server, without a request and without a running clock', () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  const client = createOrchestratorClient({ baseUrl: '/api/twilio', fetch })
  const html = renderToString(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client}>
        <OperationStatusBadge operation={accepted} />
        <OperationProgress operation={accepted} />
        <OperationDetails operation={accepted} />
        <OperationAnnouncer operation={accepted} />
        <OperationsTray />
        <CreateConfigurationForm />
        <ConfigurationsTable />
      </OperationsProvider>
    </QueryClientProvider>,
  )
  expect(fetch).not.toHaveBeenCalled()
  expect(html).toContain('Harbor: in progress')
  expect(html).toContain('data-part="skeleton"')
  expect(html).not.toContain('so far')
  expect(html).not.toContain('style=')
})

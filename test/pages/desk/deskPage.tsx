import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { OperationsProvider } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createRoot } from 'react-dom/client'

import { Desk } from './Desk.tsx'
import { Everything } from './Everything.tsx'
import { FormInDialog } from './FormInDialog.tsx'

const client = createOrchestratorClient({ baseUrl: '/api/twilio' })

const PAGES: Record<string, ReactNode> = {
  '/desk': <Desk />,
  '/everything': <Everything />,
  '/form': <CreateConfigurationForm />,
  '/dialog': <FormInDialog />,
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={client} scope="desk">
      {PAGES[location.pathname]}
    </OperationsProvider>
  </QueryClientProvider>,
)

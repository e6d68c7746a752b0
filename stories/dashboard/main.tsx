// The page that `npm start` and `npm run start:live` show.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createRoot } from 'react-dom/client'

import 'react-accepted/styles.css'
import { findApi } from '../findApi.ts'
import { Dashboard } from './Dashboard.tsx'

import './page.css'

const client = createOrchestratorClient({ baseUrl: '/api/twilio' })
// What the simulator was asked to do must never be done to a real account, or the other way round.
const place = findApi() === 'live' ? 'live' : 'simulator'
const root = document.getElementById('root')
if (!root) throw new Error('This page has no element with the ID "root".')
createRoot(root).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={client} scope={`dashboard ${place}`}>
      <Dashboard place={place} />
    </OperationsProvider>
  </QueryClientProvider>,
)

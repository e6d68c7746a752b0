import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { OperationsProvider } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router'

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  // In state, so that users never share a cache on the server.
  const [queryClient] = useState(() => new QueryClient())
  const [client] = useState(() => createOrchestratorClient({ baseUrl: '/api/twilio' }))
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} scope="AC0/us1/mara">
        <Outlet />
      </OperationsProvider>
    </QueryClientProvider>
  )
}

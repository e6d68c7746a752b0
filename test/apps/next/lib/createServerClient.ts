import { headers } from 'next/headers'
import { connection } from 'next/server'
import { createOrchestratorClient } from 'react-accepted/twilio/client'

import { proxy } from './proxy'

/** Reads on the server on behalf of the user. Create one per request: it remembers what it has seen. */
export async function createServerClient() {
  // An operation is rendered for each request: nothing of it is prerendered.
  await connection()
  const asked = await headers()
  return createOrchestratorClient({
    baseUrl: `http://${asked.get('host')}/api/twilio`,
    home: '/api/twilio/', // as in the browser, which uses it to find what was read here
    headers: { cookie: asked.get('cookie') ?? '' },
    // In this process: only what `authorize` allows is sent out.
    fetch: (url, init) => proxy(new Request(url, init)),
  })
}

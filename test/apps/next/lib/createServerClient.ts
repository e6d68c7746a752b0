import { headers } from 'next/headers'
import { connection } from 'next/server'
import { createOrchestratorClient } from 'react-accepted/client'

import { proxy } from './proxy'

/** For what is read on the server, as the person who asks. One per request, since it remembers what it has seen. */
export async function createServerClient() {
  // Whatever is told of an operation is told of now: nothing of it is made ahead.
  await connection()
  const asked = await headers()
  return createOrchestratorClient({
    baseUrl: `http://${asked.get('host')}/api/twilio`,
    home: '/api/twilio/', // as in the browser, which finds by it what was read here
    headers: { cookie: asked.get('cookie') ?? '' },
    // In this process: nothing goes out but what `authorize` has let through.
    fetch: (url, init) => proxy(new Request(url, init)),
  })
}

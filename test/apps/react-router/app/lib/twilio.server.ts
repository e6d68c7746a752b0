import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: () => ({ username: TWILIO_API_KEY, password: TWILIO_API_SECRET }),
  // Check your session here: who is the user, and what may they do?
  authorize: () => ({ scope: 'mara' }),
  ...(TWILIO_API && { upstream: { conversations: TWILIO_API, memory: TWILIO_API } }),
})

/** Reads on the server on behalf of the user. Create one per request: it remembers what it has seen. */
export function createServerClient(asked: Request) {
  return createOrchestratorClient({
    baseUrl: new URL('/api/twilio', asked.url).href,
    home: '/api/twilio/', // as in the browser, which uses it to find what was read here
    headers: { cookie: asked.headers.get('cookie') ?? '' },
    // In this process: only what `authorize` allows is sent out.
    fetch: (url, init) => proxy(new Request(url, init)),
  })
}

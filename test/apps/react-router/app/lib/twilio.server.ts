import { createOrchestratorClient } from 'react-accepted/client'
import { createOrchestratorProxy } from 'react-accepted/server'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: () => ({ username: TWILIO_API_KEY, password: TWILIO_API_SECRET }),
  // Here your session decides: who is this, and may they do that?
  authorize: () => ({ scope: 'mara' }),
  ...(TWILIO_API && { upstream: { conversations: TWILIO_API, memory: TWILIO_API } }),
})

/** For what is read on the server, as the person who asks. One per request, since it remembers what it has seen. */
export function createServerClient(asked: Request) {
  return createOrchestratorClient({
    baseUrl: new URL('/api/twilio', asked.url).href,
    home: '/api/twilio/', // as in the browser, which finds by it what was read here
    headers: { cookie: asked.headers.get('cookie') ?? '' },
    // In this process: nothing goes out but what `authorize` has let through.
    fetch: (url, init) => proxy(new Request(url, init)),
  })
}

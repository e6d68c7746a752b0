import { createOrchestratorClient } from 'react-accepted/client'
import { createOrchestratorProxy } from 'react-accepted/server'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

const api = {
  conversations: TWILIO_API ?? 'https://conversations.twilio.com',
  memory: TWILIO_API ?? 'https://memory.twilio.com',
}

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: () => ({ username: TWILIO_API_KEY, password: TWILIO_API_SECRET }),
  // Here your session decides: who is this, and may they do that?
  authorize: () => ({ scope: 'mara' }),
  upstream: api,
})

/** For what is read on the server: one per request, since it remembers what it has seen. */
export function createServerClient() {
  return createOrchestratorClient({
    baseUrl: api,
    headers: { authorization: `Basic ${btoa(`${TWILIO_API_KEY}:${TWILIO_API_SECRET}`)}` },
  })
}

import { createOrchestratorProxy } from 'react-accepted/server'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  // Asked for when needed: `next build` has none.
  credentials: () => ({ username: TWILIO_API_KEY, password: TWILIO_API_SECRET }),
  // Here your session decides: who is this, and may they do that?
  authorize: () => ({ scope: 'mara' }),
  ...(TWILIO_API && { upstream: { conversations: TWILIO_API, memory: TWILIO_API } }),
})

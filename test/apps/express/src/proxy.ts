import { createOrchestratorProxy } from 'react-accepted/server'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: { username: TWILIO_API_KEY, password: TWILIO_API_SECRET },
  // Here your session decides: who is this, and may they do that?
  authorize: (request) =>
    request.headers.get('cookie')?.includes('session=mara') === true ? { scope: 'mara' } : { status: 401 },
  ...(TWILIO_API && { upstream: { conversations: TWILIO_API, memory: TWILIO_API } }),
})

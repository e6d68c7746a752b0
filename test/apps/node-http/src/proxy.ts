import { createOrchestratorProxy } from 'react-accepted/twilio/server'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: { username: TWILIO_API_KEY, password: TWILIO_API_SECRET },
  // Check your session here: who is the user, and what may they do?
  authorize: (request) =>
    request.headers.get('cookie')?.includes('session=mara') === true ? { scope: 'mara' } : { status: 401 },
  ...(TWILIO_API && { upstream: { conversations: TWILIO_API, memory: TWILIO_API } }),
})

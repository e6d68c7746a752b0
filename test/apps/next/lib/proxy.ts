import { createOrchestratorProxy } from 'react-accepted/server'

import { api, credentials } from './twilio'

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: () => credentials, // asked for when needed: `next build` has none
  // Here your session decides: who is this, and may they do that?
  authorize: () => ({ scope: 'mara' }),
  upstream: api,
})

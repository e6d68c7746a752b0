// The Worker of an application.
import { createOrchestratorProxy } from 'react-accepted/twilio/server'

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: { username: 'SK0', password: 'secret' },
  authorize: () => ({ scope: 'mara' }),
})

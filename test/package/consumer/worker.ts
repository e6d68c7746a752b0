// What an application writes in a Worker.
import { createOrchestratorProxy } from 'react-accepted/server'

export const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: { username: 'SK0', password: 'secret' },
  authorize: () => ({ scope: 'mara' }),
})

// What an application writes on its server.
import { createServer } from 'node:http'

import { createOrchestratorProxy, toNodeListener } from 'react-accepted/server'

export const listener = toNodeListener(
  createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'SK0', password: 'secret' },
    authorize: () => ({ scope: 'mara' }),
  }),
)

export const server = createServer(listener)

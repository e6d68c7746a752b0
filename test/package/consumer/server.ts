// The server of an application.
import { createServer } from 'node:http'

import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'

export const listener = toNodeListener(
  createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'SK0', password: 'secret' },
    authorize: () => ({ scope: 'mara' }),
  }),
)

export const server = createServer(listener)

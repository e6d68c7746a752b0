import react from '@vitejs/plugin-react'
import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { defineConfig, type Plugin } from 'vite'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: () => ({ username: TWILIO_API_KEY, password: TWILIO_API_SECRET }), // read on demand: a build has none
  authorize: () => ({ scope: 'development' }), // only you can reach this server
  ...(TWILIO_API && { upstream: { conversations: TWILIO_API, memory: TWILIO_API } }),
})

/** Serves the proxy next to the page, in development and for `vite preview`. */
const twilio: Plugin = {
  name: 'twilio',
  configureServer: ({ middlewares }) => void middlewares.use('/api/twilio', toNodeListener(proxy)),
  configurePreviewServer: ({ middlewares }) => void middlewares.use('/api/twilio', toNodeListener(proxy)),
}

export default defineConfig({ plugins: [react(), twilio] })

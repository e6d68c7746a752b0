import { defineConfig } from '@playwright/test'

export default defineConfig({
  webServer: [
    { command: 'npx react-accepted simulate --port 4010 --controls', port: 4010 },
    { command: 'npm start', port: 3000, env: { TWILIO_API: 'http://127.0.0.1:4010' } },
  ],
})

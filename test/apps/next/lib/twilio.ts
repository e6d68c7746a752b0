import { createOrchestratorClient } from 'react-accepted/client'

const { TWILIO_API_KEY = '', TWILIO_API_SECRET = '', TWILIO_API } = process.env

export const credentials = { username: TWILIO_API_KEY, password: TWILIO_API_SECRET }

export const api = {
  conversations: TWILIO_API ?? 'https://conversations.twilio.com',
  memory: TWILIO_API ?? 'https://memory.twilio.com',
}

/** For what is read on the server: one per request, since it remembers what it has seen. */
export function createServerClient() {
  return createOrchestratorClient({
    baseUrl: api,
    headers: { authorization: `Basic ${btoa(`${credentials.username}:${credentials.password}`)}` },
  })
}

export interface LiveCredentials {
  accountSid: string
  username: string
  password: string
}

/**
 * The account for `npm run start:live`. Exits if there is none, because a stack trace would hide the message.
 */
export function liveCredentials(): LiveCredentials {
  const { TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET } = process.env
  if (TWILIO_ACCOUNT_SID && TWILIO_API_KEY && TWILIO_API_SECRET) {
    return { accountSid: TWILIO_ACCOUNT_SID, username: TWILIO_API_KEY, password: TWILIO_API_SECRET }
  }
  const needed = Object.entries({ TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET })
  const missing = needed.flatMap(([name, value]) => (value ? [] : [name]))
  console.error(`\nstart:live uses a real Twilio account. Set ${missing.join(', ')} and start it again.\n`)
  return process.exit(1)
}

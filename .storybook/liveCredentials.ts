export interface LiveCredentials {
  accountSid: string
  username: string
  password: string
}

/** The account that `npm run start:live` works on. Without one it ends the process: a stack trace would hide the reason. */
export function liveCredentials(): LiveCredentials {
  const { TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET } = process.env
  if (TWILIO_ACCOUNT_SID && TWILIO_API_KEY && TWILIO_API_SECRET) {
    return { accountSid: TWILIO_ACCOUNT_SID, username: TWILIO_API_KEY, password: TWILIO_API_SECRET }
  }
  const needed = Object.entries({ TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET })
  const missing = needed.flatMap(([name, value]) => (value ? [] : [name]))
  console.error(`\nstart:live works on a real Twilio account. Set ${missing.join(', ')} and start again.\n`)
  return process.exit(1)
}

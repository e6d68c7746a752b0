export { de } from './twilio/components/messages/de.ts'
export { en } from './twilio/components/messages/en.ts'

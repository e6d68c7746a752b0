import type { ChannelKey } from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'
import { toTypedNumber, toTypedText } from './typedText.ts'

/** How a link or another program writes a number. No channel knows these. */
const DIALLING = /^(?:tel|callto|sms):(?:\/\/)?/i

/**
 * An address without what people put between the digits of a phone number, and with a plus sign in place of 00; anything
 * else stays as it is. On a channel without phone numbers only what begins with a plus sign is one.
 */
export function toAddress(typed: string, channel: ChannelKey): string {
  const text = toTypedNumber(typed).replace(DIALLING, '')
  const parts = /^([a-z]+:)? *(\+|00)?([\d ().\p{Pd}\u2212\u30FC\u2044/]+)$/iu.exec(text)
  const [, scheme = '', prefix = '', digits = ''] = parts ?? []
  if (!parts || !(hasNumber(channel) || prefix === '+')) return toTypedText(typed)
  // +44 (0)20 …: that zero is only dialled without the country code.
  const dialled = prefix === '' ? digits : digits.replace(/\( *0 *\)/, '')
  return `${scheme.toLowerCase()}${prefix === '' ? '' : '+'}${dialled.replaceAll(/\D/g, '')}`
}

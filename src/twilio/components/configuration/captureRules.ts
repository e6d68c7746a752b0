import { toTypedNumber, toTypedText } from '../form/typedText.ts'
import type { ChannelFormValues, ChannelKey } from './formValues.ts'
import { hasNumber, toNumberMetadata } from './formValues.ts'

/** URI schemes that links and other programs put before a phone number. No channel uses them. */
const DIALLING = /^(?:tel|callto|sms):(?:\/\/)?/i

/**
 * Normalizes a typed address. A phone number loses the separators between its digits, and a leading 00
 * becomes a plus sign. Any other text is only trimmed. On a channel without phone numbers, only text that
 * starts with a plus sign counts as one.
 */
export function toAddress(typed: string, channel: ChannelKey): string {
  const text = toTypedNumber(typed).replace(DIALLING, '')
  const parts = /^([a-z]+:)? *(\+|00)?([\d ().\p{Pd}\u2212\u30FC\u2044/]+)$/iu.exec(text)
  const [, scheme = '', prefix = '', digits = ''] = parts ?? []
  if (!parts || !(hasNumber(channel) || prefix === '+')) return toTypedText(typed)
  // In +44 (0)20 …, the zero is dialled only without the country code.
  const dialled = prefix === '' ? digits : digits.replace(/\( *0 *\)/, '')
  return `${scheme.toLowerCase()}${prefix === '' ? '' : '+'}${dialled.replaceAll(/\D/g, '')}`
}

/** ITU-T E.164: a plus sign and at most 15 digits, the first not 0. We also require at least 7. */
export function isPhoneNumber(address: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(address)
}

/** One capture rule as it is sent, and the form row it comes from. */
interface SentRule {
  readonly body: { from: string; to: string; metadata?: Record<string, string> }
  /** Index in `rules`; `undefined` for the rules of the phone number. */
  readonly row: number | undefined
  /** True for the reverse rule: its `from` was typed as `to`. */
  readonly isWayBack: boolean
}

/** The rules of one channel, in sending order. A rule has one direction: both directions take two. */
export function toCaptureRules(
  channel: ChannelKey,
  { capturesNumber, number, rules }: ChannelFormValues,
): SentRule[] {
  const phone = { from: '*', to: number, isTwoWay: true, metadata: toNumberMetadata(channel) }
  const rows = rules.map((rule, row) => ({ rule, row }))
  return [
    ...(capturesNumber && hasNumber(channel) ? [{ rule: phone, row: undefined }] : []),
    ...rows,
  ].flatMap(({ rule, row }) => {
    const from = toAddress(rule.from, channel)
    const to = toAddress(rule.to, channel)
    const filled = Object.entries(rule.metadata).filter(([, value]) => value !== '')
    const more = filled.length > 0 ? { metadata: Object.fromEntries(filled) } : {}
    const there: SentRule = { body: { from, to, ...more }, row, isWayBack: false }
    const back: SentRule = { body: { from: to, to: from, ...more }, row, isWayBack: true }
    return rule.isTwoWay && from !== to ? [there, back] : [there]
  })
}

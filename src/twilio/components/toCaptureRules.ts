import type { ChannelFormValues, ChannelKey } from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'
import { toAddress } from './toAddress.ts'
import { toNumberMetadata } from './toNumberMetadata.ts'

/** One capture rule as it is sent, and where in the form it comes from. */
export interface SentRule {
  readonly body: { from: string; to: string; metadata?: Record<string, string> }
  /** The row of `rules`; `undefined` for the phone number. */
  readonly row: number | undefined
  /** True for the way back: what is sent as `from` was typed as `to`. */
  readonly isWayBack: boolean
}

/** The rules of one channel in the order they are sent. A rule is one-directional: both directions take two. */
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

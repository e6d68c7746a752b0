import { MAX_CAPTURE_RULES } from '../api/configurationLimits.ts'
import type { CaptureRuleFormValues, ChannelFormValues, ChannelKey } from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'
import { isPhoneNumber } from './isPhoneNumber.ts'
import { splitNumbers } from './splitNumbers.ts'
import { toAddress } from './toAddress.ts'
import { toCaptureRules } from './toCaptureRules.ts'

/** More than this is a whole address book, pasted by mistake. */
export const MAX_PASTED = 1_000

/** What became of a list of numbers. Every entry is in one of the lists. */
export interface RuleList {
  readonly added: readonly CaptureRuleFormValues[]
  /** As they were typed. */
  readonly invalid: readonly string[]
  /** There are rules for these already. */
  readonly known: readonly string[]
  /** Right, but there is no room for them. */
  readonly left: readonly string[]
  /** Of how many entries nothing was taken, because they are too many. */
  readonly refused: number
}

/** Makes a rule of each number of a list, as far as a channel takes them. */
export function toRuleList(
  text: string,
  channel: ChannelKey,
  settings: ChannelFormValues,
  isTwoWay: boolean,
): RuleList {
  const entries = splitNumbers(text)
  if (entries.length > MAX_PASTED)
    return { added: [], invalid: [], known: [], left: [], refused: entries.length }
  const used = toCaptureRules(channel, settings)
  const seen = new Set(used.flatMap(({ body }) => [body.from, body.to]))
  const room = Math.floor((MAX_CAPTURE_RULES - used.length) / (isTwoWay ? 2 : 1))
  const added: CaptureRuleFormValues[] = []
  const invalid: string[] = []
  const known: string[] = []
  const left: string[] = []
  for (const entry of entries) {
    const address = toAddress(entry, channel)
    if (!isAddressOf(channel, address)) invalid.push(entry)
    else if (seen.has(address)) known.push(entry)
    else {
      seen.add(address)
      if (added.length < room) added.push({ from: '*', to: address, isTwoWay, metadata: {} })
      else left.push(entry)
    }
  }
  return { added, invalid, known, left, refused: 0 }
}

function isAddressOf(channel: ChannelKey, address: string): boolean {
  return hasNumber(channel)
    ? isPhoneNumber(channel === 'whatsapp' ? address.replace(/^whatsapp:/, '') : address)
    : /^\S{1,256}$/.test(address)
}

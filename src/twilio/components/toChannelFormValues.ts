import type { CaptureRule, ChannelSettings } from '../api/configuration.ts'
import type { CaptureRuleFormValues, ChannelFormValues, ChannelKey } from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'
import { isPhoneNumber } from './isPhoneNumber.ts'
import { toNumberMetadata } from './toNumberMetadata.ts'

/** What the form shows for the settings of a channel that were read. */
export function toChannelFormValues(
  channel: ChannelKey,
  { statusTimeouts, captureRules }: ChannelSettings,
): ChannelFormValues {
  const rules = toRows(captureRules ?? [])
  const [first] = rules
  const isNumber =
    first !== undefined &&
    hasNumber(channel) &&
    first.isTwoWay &&
    first.from === '*' &&
    isPhoneNumber(first.to) &&
    isSame(first.metadata, toNumberMetadata(channel))
  return {
    isOn: true,
    inactive: String(statusTimeouts?.inactive ?? ''),
    closed: String(statusTimeouts?.closed ?? ''),
    capturesNumber: isNumber,
    number: isNumber ? first.to : '',
    rules: isNumber ? rules.slice(1) : rules,
    numbers: '',
  }
}

/** A rule and the same rule the other way, one after the other, are one row. */
function toRows(rules: readonly CaptureRule[]): CaptureRuleFormValues[] {
  const rows: CaptureRuleFormValues[] = []
  for (const { from, to, metadata: given } of rules) {
    const metadata = { ...given }
    const last = rows.at(-1)
    const isWayBack =
      last &&
      !last.isTwoWay &&
      from !== to &&
      last.from === to &&
      last.to === from &&
      isSame(last.metadata, metadata)
    if (isWayBack) last.isTwoWay = true
    else rows.push({ from, to, isTwoWay: false, metadata })
  }
  return rows
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

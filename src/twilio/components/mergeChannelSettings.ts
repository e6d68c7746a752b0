import type { CaptureRule, ChannelSettings } from '../api/configuration.ts'
import type { ChannelSettingsInput } from '../api/configurationFields.ts'
import type { ChannelKey } from './configurationFormValues.ts'
import type { ConfigurationPart } from './configurationPart.ts'

/**
 * The settings of a channel as they were read, with the form's over them: what the form does not show is kept.
 *
 * @param changed the parts that differ; all others stay exactly as they were read
 */
export function mergeChannelSettings(
  channel: ChannelKey,
  stored: ChannelSettings | null | undefined,
  mine: ChannelSettingsInput,
  changed: readonly ConfigurationPart[],
): ChannelSettings {
  // Where there was nothing, nothing is compared either.
  const isChanged = (part: 'inactive' | 'closed' | 'captureRules') =>
    !stored || changed.includes(`${channel}.${part}`)
  const merged: ChannelSettings = { ...stored }
  for (const timeout of ['inactive', 'closed'] as const) {
    if (!isChanged(timeout)) continue
    const { [timeout]: _, ...others } = merged.statusTimeouts ?? {}
    const minutes = mine.statusTimeouts?.[timeout]
    merged.statusTimeouts = { ...others, ...(typeof minutes === 'number' && { [timeout]: minutes }) }
  }
  if (merged.statusTimeouts && Object.keys(merged.statusTimeouts).length === 0) delete merged.statusTimeouts
  if (isChanged('captureRules')) {
    const rules = mergeRules(stored?.captureRules ?? [], mine.captureRules ?? [])
    if (rules.length > 0) merged.captureRules = rules
    else delete merged.captureRules
  }
  return merged
}

/** Each rule over the one from and to the same addresses; with several of them, over the one most like it. */
function mergeRules(stored: readonly CaptureRule[], mine: readonly CaptureRule[]): CaptureRule[] {
  const left = [...stored]
  return mine.map((rule) => {
    const same = left.filter(({ from, to }) => from === rule.from && to === rule.to)
    const match = same.find(({ metadata }) => toText(metadata) === toText(rule.metadata)) ?? same[0]
    if (!match) return rule
    left.splice(left.indexOf(match), 1)
    const { metadata, ...kept } = match
    // No metadata and empty metadata say the same: it stays as it was written.
    return toText(metadata) === toText(rule.metadata) ? match : { ...kept, ...rule }
  })
}

function toText(metadata: CaptureRule['metadata']): string {
  return JSON.stringify(Object.entries(metadata ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

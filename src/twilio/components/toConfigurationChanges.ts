import type { Configuration } from '../api/configuration.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import { mergeConfiguration } from './mergeConfiguration.ts'

/** What a PATCH sends: only what has changed. A channel is sent whole; `null` clears. */
export function toConfigurationChanges(
  stored: Configuration,
  mine: ConfigurationFormInput,
): Record<string, unknown> {
  const merged = mergeConfiguration(stored, mine)
  const { channelSettings, ...fields } = pickChanged(stored, merged)
  if (channelSettings === undefined) return { id: stored.id, ...fields }
  const before = stored.channelSettings ?? {}
  const after = merged.channelSettings ?? {}
  const removed = Object.keys(before).filter((name) => before[name] && !(name in after))
  return {
    id: stored.id,
    ...fields,
    channelSettings: {
      ...pickChanged(before, after),
      ...Object.fromEntries(removed.map((name) => [name, null])),
    },
  }
}

function pickChanged(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )
}

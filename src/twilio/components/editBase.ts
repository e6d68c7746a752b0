import type { Configuration } from '../api/configuration.ts'

/** The configuration by which an edit is compared: what was read last and taken over. */
export interface EditBase {
  readonly get: () => Configuration
  readonly set: (configuration: Configuration) => void
}

/** @param configuration as it was read first */
export function createEditBase(configuration: Configuration): EditBase {
  let base = configuration
  return {
    get: () => base,
    set(next) {
      base = next
    },
  }
}

import type { Configuration } from '../api/configuration.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import type { ConfigurationPart } from './configurationPart.ts'
import { listDifferences } from './listDifferences.ts'
import { toShownInput } from './toShownInput.ts'

/** What someone else has changed since a configuration was read, and the form shows otherwise. */
export function listConflicts(
  read: Configuration,
  stored: Configuration,
  mine: ConfigurationFormInput,
): ConfigurationPart[] {
  const theirs = listDifferences(toShownInput(read), toShownInput(stored))
  return listDifferences(mine, toShownInput(stored)).filter((part) =>
    theirs.some((their) => isWithin(part, their) || isWithin(their, part)),
  )
}

/** A channel holds its parts. */
function isWithin(part: ConfigurationPart, whole: ConfigurationPart): boolean {
  return part === whole || part.startsWith(`${whole}.`)
}

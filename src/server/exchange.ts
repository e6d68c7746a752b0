import type { JoinSubmission } from './joinSubmissions.ts'
import type { ProxySettings } from './proxySettings.ts'
import type { StatusShare } from './shareStatus.ts'

/** The settings, and what belongs to one request. */
export interface Exchange extends Omit<ProxySettings, 'secrets'> {
  readonly share: StatusShare | undefined
  readonly join: JoinSubmission
  readonly secrets: Set<string>
}

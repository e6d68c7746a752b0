import { CONTENT_FAULTS } from './contentFaults.ts'
import type { FaultRow } from './faultRow.ts'
import { RETRY_AFTER_FAULTS } from './retryAfterFaults.ts'
import { STATUS_FAULTS } from './statusFaults.ts'
import { TRANSPORT_FAULTS } from './transportFaults.ts'

/** Everything a server can do to a poll, by chapter. */
export const FAULT_CHAPTERS: Readonly<Record<string, readonly FaultRow[]>> = {
  'Connections and bytes': TRANSPORT_FAULTS,
  'HTTP statuses': STATUS_FAULTS,
  'Bodies and status words': CONTENT_FAULTS,
  'Retry-After': RETRY_AFTER_FAULTS,
}

export const FAULTS: readonly FaultRow[] = Object.values(FAULT_CHAPTERS).flat()

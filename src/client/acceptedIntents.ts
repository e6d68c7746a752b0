import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { Intent } from './intent.ts'

type AcceptedIntent = Extract<Intent, { state: 'accepted' }>

/** What was accepted here and still runs, by its content, so that a late second click finds it. */
export interface AcceptedIntents {
  readonly find: (content: string, client: OperationsClient) => AcceptedIntent | undefined
  readonly add: (content: string, intent: AcceptedIntent, client: OperationsClient) => void
  readonly clear: () => void
}

/** A late second click is about what was accepted last. Contents may be large. */
const MAX_KEPT = 10

export function createAcceptedIntents(): AcceptedIntents {
  const kept = new Map<string, AcceptedIntent>()

  /** The same content as that of one that has ended is a new intent. */
  function dropEnded(client: OperationsClient) {
    for (const [content, { accepted }] of kept) if (!isRunning(client, accepted)) kept.delete(content)
  }

  return {
    find(content, client) {
      dropEnded(client)
      return kept.get(content)
    },
    add(content, intent, client) {
      dropEnded(client)
      kept.set(content, intent)
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size > MAX_KEPT) kept.delete(oldest)
    },
    clear: () => kept.clear(),
  }
}

/** False where submitting will only look at what is there already. */
export function isSending(intent: Intent, client: OperationsClient): boolean {
  if (intent.state === 'accepted') return !isRunning(client, intent.accepted)
  return intent.state !== 'unconfirmed'
}

function isRunning(client: OperationsClient, accepted: AcceptedOperation): boolean {
  const known = client.peek(accepted)
  return known !== undefined && !isSettled(known)
}

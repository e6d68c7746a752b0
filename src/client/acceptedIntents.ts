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

/** At most so many run at once out of one form. */
const MAX_KEPT = 200

export function createAcceptedIntents(): AcceptedIntents {
  const kept = new Map<string, AcceptedIntent>()

  /** The same content as that of one that has ended is a new intent. */
  function dropEnded(client: OperationsClient) {
    for (const [digest, { accepted }] of kept) if (!isRunning(client, accepted)) kept.delete(digest)
  }

  return {
    find(content, client) {
      dropEnded(client)
      return kept.get(toDigest(content))
    },
    add(content, intent, client) {
      dropEnded(client)
      kept.set(toDigest(content), intent)
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

/**
 * A short name of a content, in place of the content itself: its length and two sums of 32 bits. Two contents of one form
 * do not share it by accident. `crypto.subtle` would be asynchronous, and is missing on plain http.
 */
export function toDigest(content: string): string {
  let one = 0x811c9dc5
  let other = 0x9747b28c
  for (let index = 0; index < content.length; index += 1) {
    const unit = content.charCodeAt(index)
    one = Math.imul(one ^ unit, 0x01000193)
    other = Math.imul(other ^ unit, 0x85ebca6b)
    other ^= other >>> 13
  }
  return `${content.length} ${one >>> 0} ${other >>> 0}`
}

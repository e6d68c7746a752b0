import type { OperationConnection } from '../hooks/asyncOperation.ts'
import type { BadgeWords } from '../hooks/messages.ts'

const WORDS = {
  retrying: 'connectionRetrying',
  unauthorized: 'connectionUnauthorized',
  forbidden: 'connectionForbidden',
  offline: 'connectionOffline',
  paused: 'connectionPaused',
} as const satisfies Record<Exclude<OperationConnection, 'ok'>, keyof BadgeWords>

/** A word for what stands between the page and the server; `undefined` where all is well. */
export function connectionWord(connection: OperationConnection, words: BadgeWords): string | undefined {
  return connection === 'ok' ? undefined : words[WORDS[connection]]
}

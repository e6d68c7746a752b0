import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { toShownId } from '../protocol/operationIdentity.ts'
import { toIso } from './toIso.ts'

/**
 * What Support needs to find an operation, as lines of text in English: IDs, times, the statuses seen. Nothing of what
 * was sent or answered beyond that, no names and no credentials, so that it can be pasted anywhere.
 *
 * @param now epoch ms
 */
export function toSupportBundle(view: AsyncOperation, now: number): string {
  const { accepted, operation, pollError } = view
  const id = operation?.operationId ?? accepted?.operationId
  const error = view.status === 'FAILED' ? view.error : undefined
  const lines: (readonly [string, string | number | undefined])[] = [
    ['Operation ID', id && toShownId(id)],
    ['API', operation?.api ?? accepted?.api],
    ['Action', accepted?.kind],
    ['Status shown', view.isStuck ? `${view.status}, longer than usual` : view.status],
    ['Status word of the server', operation?.rawStatus],
    ['Accepted at', toIso(accepted?.acceptedAt)],
    ['Created at', operation?.createdAt],
    ['Completed at', operation?.completedAt],
    ['Seen to end at', toIso(view.endSeenAt)],
    ['Copied at', toIso(now)],
    ...Object.entries({ ...accepted?.related, ...operation?.related }),
    [
      'Resource ID',
      view.status === 'COMPLETED' && view.resource.state === 'found' ? view.resource.id : undefined,
    ],
    ['Error code', error?.code],
    ['Error link', error?.link],
    ['Connection', view.connection === 'ok' ? undefined : view.connection],
    ['Last failed check', pollError && [pollError.kind, pollError.httpStatus].filter(Boolean).join(' ')],
    ['Request ID of that check', pollError?.requestId],
  ]
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join('\n')
}

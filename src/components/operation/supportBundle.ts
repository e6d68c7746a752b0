import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { toIso } from '../../protocol/json.ts'
import type { OperationsApi } from '../../protocol/operation.ts'
import { toShownId } from '../../protocol/operation.ts'

/**
 * The details that Support needs to find an operation, as lines of English text: IDs, times, statuses and
 * errors. Nothing else of the requests and responses, no names and no credentials, so that it can be pasted
 * anywhere.
 *
 * @param now epoch ms
 * @param api the API that runs the operation
 */
export function toSupportBundle(
  view: AsyncOperation,
  now: number,
  api?: Pick<OperationsApi, 'getRequestHref'>,
): string {
  const { accepted, operation, pollError } = view
  const requestId = pollError?.requestId
  const id = operation?.operationId ?? accepted?.operationId
  const error = view.status === 'FAILED' ? view.error : undefined
  const lines: (readonly [string, string | number | undefined])[] = [
    ['Operation ID', id && toShownId(id)],
    ['API', operation?.api ?? accepted?.api],
    ['Action', accepted?.kind],
    ['Status shown', view.isStuck ? `${view.status}, longer than usual` : view.status],
    ['Server status', operation?.rawStatus],
    ['Progress', operation?.progress === undefined ? undefined : `${operation.progress} %`],
    ['Accepted at', toIso(accepted?.acceptedAt)],
    ['Created at', operation?.createdAt],
    ['Completed at', operation?.completedAt],
    ['End seen at', toIso(view.endSeenAt)],
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
    ['Request ID of that check', requestId],
    ['Look it up in', requestId && api?.getRequestHref?.(requestId)],
  ]
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join('\n')
}

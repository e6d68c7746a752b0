import type { AsyncOperation } from 'react-accepted'

/** A view in brief: the status, the server's word, `stuck`, the connection, and why the last poll failed. */
export function describeView(view: AsyncOperation): string {
  const { status, connection, pollError, isStuck } = view
  const word = status === 'FAILED' ? view.error.title : status === 'PENDING' ? view.rawStatus : status
  const isSpoken = status === 'FAILED' || word !== status
  const isOpen = status === 'PENDING' && connection !== 'ok'
  const reason = [pollError?.kind, pollError?.field].filter(Boolean).join(' of ')
  return [
    status,
    isSpoken && `"${word}"`,
    isStuck && status === 'PENDING' && 'stuck',
    isOpen && connection,
    reason && `(${reason})`,
  ]
    .filter(Boolean)
    .join(' ')
}

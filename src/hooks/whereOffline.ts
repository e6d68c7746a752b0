import type { AsyncOperation } from './asyncOperation.ts'

/** The view as it is without a network: what is still open cannot be asked about. The same object where nothing changes. */
export function whereOffline<TView extends AsyncOperation>(view: TView, isOnline: boolean): TView {
  const isOpen = /LOADING|PENDING/.test(view.status)
  return isOpen && !isOnline ? { ...view, connection: 'offline' } : view
}

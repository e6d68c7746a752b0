import { lazy } from '../../../client/http/lazy.ts'

/** What deletes several configurations together. */
export const lazyBulkDeletion = /* @__PURE__ */ lazy(() => import('../bulkDeletionParts.ts'))

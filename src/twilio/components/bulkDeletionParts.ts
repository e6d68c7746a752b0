/** Lazy-loaded with the first table that can delete several configurations together. */
export { BulkDeletion } from './table/BulkDeletion.tsx'

import { late } from './late.ts'
import type { submitRequest } from './submitRequest.ts'

/** Loaded before the first request of a vendor's recipe is made. */
export const lateSending = late(() => import('./sendingParts.ts'))

/** Sends a request, once that is loaded. */
export const sendLate: typeof submitRequest = async (...asked) =>
  (await lateSending.load()).submitRequest(...asked)

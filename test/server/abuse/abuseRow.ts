import type { Upstream } from '../exchange.ts'

/** A hostile request: it is refused with this status, and nothing is sent to the API. */
export type RequestRow = readonly [what: string, request: () => Request, status: number]

/** A hostile response of the API to a read: it is replaced with an error of this status. */
export type AnswerRow = readonly [what: string, upstream: Upstream, status: number]

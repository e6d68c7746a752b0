import type { Upstream } from '../proxyKit.ts'

/** A hostile request: nothing of it leaves, and it is refused with this status. */
export type RequestRow = readonly [what: string, request: () => Request, status: number]

/** A hostile answer of the API to a read: it is replaced by a refusal with this status. */
export type AnswerRow = readonly [what: string, upstream: Upstream, status: number]

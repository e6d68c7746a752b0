import { BodyError, ConnectionError, ContractError, HttpError, UntrustedUrlError } from './errors.ts'

/** Why a status could not be read. None of these says anything about the operation itself. */
export type PollErrorKind =
  | 'network'
  | 'timeout'
  | 'rateLimited'
  | 'server'
  | 'body'
  | 'contract'
  | 'unauthorized'
  | 'notFound'
  | 'gone'
  | 'refused'
  | 'untrusted'
  | 'expired'

/** The last poll's failure, as plain JSON. */
export interface PollError {
  readonly kind: PollErrorKind
  readonly message: string
  readonly httpStatus?: number
  /** The field that breaks the contract. */
  readonly field?: string
  readonly requestId?: string
}

/** What a thrown error means for the wait. An error of a kind we do not know is treated as a network failure. */
export function toPollError(error: unknown): PollError {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof HttpError) {
    return {
      kind: kindOf(error.httpStatus),
      message,
      httpStatus: error.httpStatus,
      ...(error.requestId !== undefined && { requestId: error.requestId }),
    }
  }
  if (error instanceof ContractError) return { kind: 'contract', message, field: error.field }
  if (error instanceof BodyError) return { kind: 'body', message }
  if (error instanceof UntrustedUrlError) return { kind: 'untrusted', message }
  return { kind: error instanceof ConnectionError ? error.kind : 'network', message }
}

function kindOf(httpStatus: number): PollErrorKind {
  if (httpStatus === 401 || httpStatus === 403) return 'unauthorized'
  if (httpStatus === 404) return 'notFound'
  if (httpStatus === 408) return 'timeout'
  if (httpStatus === 410) return 'gone'
  if (httpStatus === 425 || httpStatus === 429) return 'rateLimited'
  return httpStatus >= 500 ? 'server' : 'refused'
}

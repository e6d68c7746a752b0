import type { FC, ReactNode } from 'react'
import type { AcceptedOperation } from 'react-accepted/client'

/** One way to poll, set up as its own documentation recommends, with all the code an application needs. */
export interface Contestant {
  /** The library's provider around the components that poll. */
  readonly Provider: FC<{ readonly children: ReactNode }>
  /** Polls one operation; `undefined` until the first response. */
  readonly useStatus: (accepted: AcceptedOperation) => string | undefined
  /** The library's own way to refetch now. */
  readonly askAgain: () => void
}

/** @param baseUrl of `/operations/{operationId}` */
export type CreateContestant = (baseUrl: string) => Contestant

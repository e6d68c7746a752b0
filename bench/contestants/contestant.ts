import type { FC, ReactNode } from 'react'
import type { AcceptedOperation } from 'react-accepted/client'

/** One way to poll, set up as its own documentation recommends, with everything an application has to write for it. */
export interface Contestant {
  /** What the library wants above the components that poll. */
  readonly Provider: FC<{ readonly children: ReactNode }>
  /** Follows one operation; `undefined` while nothing is known. */
  readonly useStatus: (accepted: AcceptedOperation) => string | undefined
  /** The library's own way to say "look again". */
  readonly askAgain: () => void
}

/** @param baseUrl where `/operations/{operationId}` is */
export type CreateContestant = (baseUrl: string) => Contestant

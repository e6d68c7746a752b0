import type { RequestFailure } from './failure.ts'
import type { CancelRule, Dialect, Operation, OperationIdentity, OperationsApi } from './operation.ts'
import type { AnswerContext, ReadPoll, ReceivedAnswer } from './readPoll.ts'

/** What a dialect reads from the response to a submission. */
export type FirstReading =
  | { readonly failure: RequestFailure }
  | {
      /** Absent if the operation has completed and has no name. */
      readonly identity: OperationIdentity | undefined
      readonly mode: string | undefined
      readonly related: Readonly<Record<string, string>> | undefined
      readonly cancelPath: string | undefined
      readonly resultPath: string | undefined
      /** Its result, not validated. */
      readonly payload: unknown
      /** How it ended, if it has. */
      readonly ended: Omit<Operation, keyof OperationIdentity> | undefined
      /** The server's wait in ms, else the dialect's. */
      readonly retryAfterMs: number | undefined
    }

/** A dialect as the engine sees it. The functions are part of it, so that pages without one do not bundle them. */
export interface DialectParts {
  /** `undefined` if the engine decides. */
  readonly readFirst: (
    answer: ReceivedAnswer,
    method: string,
    context: AnswerContext,
    api: OperationsApi,
    url: string,
  ) => FirstReading | undefined
  readonly readPoll: ReadPoll
  readonly cancel: CancelRule | undefined
}

/**
 * Reads what only the library sees in a value. Every client, endpoint and dialect is from our own function, or
 * a copy of one that is, and only a method may expect more of its argument than its declaration says.
 */
export type LibraryView<TPublic, TView> = { of(this: void, value: TPublic): TView }['of']

/** An API whose dialect is from `defineDialect`. */
interface DefinedApi extends OperationsApi {
  readonly dialect?: Dialect & { readonly '~internal': DialectParts }
}

/** The engine's view of an API's dialect; `undefined` if it has none. */
export const dialectOf: LibraryView<OperationsApi, DialectParts | undefined> = ({ dialect }: DefinedApi) =>
  dialect?.['~internal']

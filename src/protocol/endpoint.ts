import type { ResourceRule } from './resource.ts'
import type { ResultRule, StandardSchema } from './result.ts'

/** One endpoint that answers 202: what to send, and how to find the new resource and the result. */
export interface OperationDefinition<TInput, TResult = unknown> {
  /**
   * Its name in journals and lists, such as `configuration.create`. Never reuse it for something else: two endpoints
   * with the same method and path need a name each.
   */
  readonly kind: string
  /**
   * Increment it when the input changes its shape: stored intents of other versions are not sent again.
   * Default: 1.
   */
  readonly version?: number
  /** The name of the API in the client; the first one if omitted. */
  readonly api?: string
  /** Default: `POST`. */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below `baseUrl`, or a function of the input. Encode the values that you insert. */
  readonly path: string | ((input: TInput) => string)
  /** The JSON body; none if omitted. */
  readonly body?: (input: TInput) => unknown
  /** Never credentials: those belong to the client, and these are stored until the response arrives. */
  readonly headers?: (input: TInput) => Readonly<Record<string, string>>
  /** Validates the input before anything is sent. Any Standard Schema: zod, valibot, arktype. */
  readonly schema?: StandardSchema<unknown, TInput>
  /** True if the endpoint accepts an `Idempotency-Key`. Default: false. Without one, nothing is ever sent twice. */
  readonly takesIdempotencyKey?: boolean
  /** True if sending it again automatically would surprise the user: deletions. */
  readonly isDestructive?: boolean
  /** A name for users, such as the display name. */
  readonly label?: (input: TInput) => string | undefined
  /** What is needed to find the new resource. Stored in the journal, so never secrets. */
  readonly hint?: (input: TInput) => Readonly<Record<string, string>>
  /** How to find the resource it creates; omit it if there is none, as for a deletion. */
  readonly resource?: ResourceRule
  /** How to read what the operation returns; omit it if that does not matter. */
  readonly result?: ResultRule<TResult>
  /** The resource's ID, if the input already names it, as for a change. */
  readonly resourceId?: (input: TInput) => string
  /** Types of resources whose lists change when it completes. */
  readonly refreshes?: readonly string[]
}

/** The `kind` of an endpoint that has no name: the API's name if it has one, the method and the path. */
export function toDefaultKind(api: string | undefined, method: string, path: string): string {
  return [...(api === undefined ? [] : [api]), method, path].join(' ')
}

/** True for what {@link toDefaultKind} returns: it says nothing to users. */
export function isDefaultKind(kind: string): boolean {
  return /(^| )(P|DEL)[A-Z]+ \S*$/.test(kind)
}

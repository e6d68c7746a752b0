import type { ResourceRule } from './resource.ts'
import type { StandardSchema } from './standardSchema.ts'

/** One endpoint that answers 202: what is sent, and how its new resource is found. */
export interface RecipeDefinition<TInput> {
  /** Names it in journals and lists, such as `configuration.create`. Never reuse a kind for something else. */
  readonly kind: string
  /** Raise it when `input` changes its shape: an older stored intent is then not sent again. */
  readonly version: number
  /** The client's API it belongs to; the first one where left out. */
  readonly api?: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below `baseUrl`. Encode what you put into it. */
  readonly path: (input: TInput) => string
  /** The JSON body; none where left out. */
  readonly body?: (input: TInput) => unknown
  /** Never credentials: those are the client's, and these are stored until the answer has come. */
  readonly headers?: (input: TInput) => Readonly<Record<string, string>>
  /** Checks the input before anything is sent. Any Standard Schema: zod, valibot, arktype. */
  readonly schema?: StandardSchema<unknown, TInput>
  /** True where the endpoint takes an `Idempotency-Key`. Without one, nothing is ever sent twice. */
  readonly takesIdempotencyKey: boolean
  /** True where sending it again unasked would surprise a person: deletions. */
  readonly isDestructive?: boolean
  /** A person's word for this intent, such as the display name. */
  readonly label?: (input: TInput) => string | undefined
  /** What the search for the new resource needs. Stored in the journal, so never secrets. */
  readonly hint?: (input: TInput) => Readonly<Record<string, string>>
  /** How the resource it makes is told; left out where it makes none, such as a deletion. */
  readonly resource?: ResourceRule
  /** The resource's ID, where the input already names it, such as a change. */
  readonly resourceId?: (input: TInput) => string
  /** Types of resources whose lists change when it completes. */
  readonly refreshes?: readonly string[]
}

/** What a client needs of a recipe once its operation is accepted, whatever its input was. */
export type WatchedRecipe = Pick<
  RecipeDefinition<never>,
  'kind' | 'version' | 'api' | 'isDestructive' | 'resource' | 'refreshes'
>

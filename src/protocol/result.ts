import type { RequestFailure } from './failure.ts'
import type { FieldProblem } from './problem.ts'
import { NONE } from './resource.ts'

/** The part of Standard Schema 1 (standardschema.dev) that we use, so that any schema library works. */
export interface StandardSchema<TInput = unknown, TOutput = TInput> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<TOutput> | Promise<StandardResult<TOutput>>
    readonly types?: { readonly input: TInput; readonly output: TOutput } | undefined
  }
}

type StandardResult<TOutput> =
  | { readonly value: TOutput; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Turns a schema's issues into field problems. */
export function toFieldProblems(issues: readonly StandardIssue[]): { field: string; message: string }[] {
  return issues.map(({ path = [], message }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }))
}

/** What a completed operation returned, as far as it is known. Never stored: after a reload it is `unread`. */
export type OperationResult<TResult = unknown> =
  /** Its endpoint has no `result`, or the operation returned nothing. */
  | { readonly state: 'none' }
  /** It is being read from a URL of its own. */
  | { readonly state: 'reading' }
  /** This page has not read it, such as after a reload. `useOperationResult` and `refresh` read it. */
  | { readonly state: 'unread' }
  | { readonly state: 'ready'; readonly value: TResult }
  /** On another host, larger than 1 MiB, or not JSON: for the user to open. Nothing is sent to another host. */
  | { readonly state: 'link'; readonly href: string }
  /** The endpoint's schema rejects it. */
  | { readonly state: 'invalid'; readonly issues: readonly FieldProblem[] }
  /** The server has it no longer, or refuses to return it. */
  | { readonly state: 'unreadable'; readonly failure: RequestFailure }

/** How to read what an operation returns. */
export interface ResultRule<TResult> {
  /** Validates it. Any Standard Schema: zod, valibot, arktype. Default: it is `unknown`. */
  readonly schema?: StandardSchema<unknown, TResult>
  /**
   * Where it is in the response that completes the operation: a dotted path, such as `output.rows`. Default: where the dialect
   * of the API says, else at `resultUrl`, else `result`.
   */
  readonly from?: string
}

/**
 * Validates a result. Without a schema, anything is valid, and `undefined` means `none`. Never rejects: what a
 * schema throws is an issue of the whole result.
 */
export async function validateResult(
  value: unknown,
  { schema }: ResultRule<unknown>,
): Promise<OperationResult> {
  if (!schema) return value === undefined ? NONE : { state: 'ready', value }
  try {
    const checked = await schema['~standard'].validate(value)
    return checked.issues
      ? { state: 'invalid', issues: toFieldProblems(checked.issues) }
      : { state: 'ready', value: checked.value }
  } catch (error) {
    return { state: 'invalid', issues: [{ field: '', message: String(error) }] }
  }
}

import { ApiFailure, invalidFields, isJsonObject, readJson } from '../../../simulator/http/answers.ts'
import type { Answer, FieldProblem, Json, JsonObject } from '../../../simulator/http/answers.ts'
import type { Ids } from '../../../simulator/state/ids.ts'
import type { Course } from '../../../simulator/state/Operation.ts'
import type { Account, Resource } from '../state/Account.ts'
import { findVisible } from '../state/Account.ts'
import type { Api, Settings } from '../state/SimulatorOptions.ts'
import type { FieldCheck } from './checkField.ts'

/** What a call needs. */
export interface Context {
  readonly api: Api
  readonly account: Account
  readonly settings: Settings
  readonly ids: Ids
  readonly now: number
  /** Origin of the URLs in the response. */
  readonly origin: string
  /** The values of the path's placeholders. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  /** The JSON body; `undefined` if there is none. */
  readonly body: Json | undefined
  readonly ifMatch: string | null
  /** How the operation that this call starts will go. */
  readonly course: Course
}

/** Handles one call: returns its response or throws an `ApiFailure`. */
export type CallHandler = (context: Context) => Answer

/** Generic codes of schema violations: 20001 (Conversations), 520046 (Memory, error dictionary). */
export function invalidCode(api: Api): number {
  return api === 'memory' ? 520_046 : 20_001
}

/**
 * The JSON of a body; `undefined` if it is empty. Throws a 415 / 20422 for any other media type, including
 * forms, and a 400 for text that is not JSON.
 */
export function parseBody(text: string, contentType: string | null, api: Api): Json | undefined {
  if (text === '') return undefined
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new ApiFailure(
      415,
      20_422,
      `The body must be application/json, not ${mediaType ?? 'without a media type'}.`,
    )
  }
  const body = readJson(text)
  if (body === undefined) throw new ApiFailure(400, invalidCode(api), 'The body is not JSON.')
  return body
}

/** The body, if it is an object that passes the check. Otherwise throws a 400 that names the fields. */
export function readBody(context: Context, check: FieldCheck): JsonObject {
  const { body, api } = context
  if (!isJsonObject(body)) {
    throw new ApiFailure(400, invalidCode(api), 'The body must be a JSON object.')
  }
  const problems: FieldProblem[] = []
  check(problems, [], body)
  if (problems.length > 0) throw invalidFields(invalidCode(api), problems)
  return body
}

/** The resource with this ID. Throws a 404 if there is none that can be read. */
export function needResource<One extends Resource>(
  { now }: Context,
  resources: ReadonlyMap<string, One>,
  id: string,
  noun: string,
  code = 20_404,
): One {
  const found = findVisible(resources, id, now)
  if (found) return found
  throw new ApiFailure(404, code, `No ${noun} ${id}.`)
}

/** The value of the path's placeholder at this position. */
export function pathId(context: Context, position = 0): string {
  return context.path[position] ?? ''
}

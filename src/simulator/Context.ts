import type { Account } from './Account.ts'
import type { Answer } from './Answer.ts'
import { ApiFailure, invalidFields, type FieldProblem } from './ApiFailure.ts'
import type { FieldCheck } from './checkField.ts'
import type { Ids } from './createIds.ts'
import type { Api } from './findCall.ts'
import { isJsonObject, type Json, type JsonObject } from './Json.ts'
import type { Course } from './Operation.ts'
import type { Settings } from './SimulatorOptions.ts'

/** Everything a call needs to be carried out. */
export interface Context {
  readonly api: Api
  readonly account: Account
  readonly settings: Settings
  readonly ids: Ids
  readonly now: number
  /** Origin of the URLs in the answer. */
  readonly origin: string
  /** The values of the path's placeholders. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  /** The JSON body; `undefined` when there is none. */
  readonly body: Json | undefined
  readonly ifMatch: string | null
  /** What is in store for the operation this call starts. */
  readonly course: Course
}

/** Carries one call out: answers, or throws an `ApiFailure`. */
export type CallHandler = (context: Context) => Answer

/** Generic codes of requests that break the schema: 20001 (Conversations), 520046 (Memory, error dictionary). */
export function invalidCode(api: Api): number {
  return api === 'memory' ? 520_046 : 20_001
}

/** The body as an object that passes the check. Throws a 400 naming the fields otherwise. */
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

/** The path's placeholder of that position. */
export function pathId(context: Context, position = 0): string {
  return context.path[position] ?? ''
}

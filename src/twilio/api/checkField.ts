import { RequestError } from '../../protocol/errors.ts'
import { contractFailure } from '../../protocol/failure.ts'
import { isRecord, readField } from '../../protocol/json.ts'

/*
 * The few small responses that a form needs before the user touches it are checked by hand, so that the page
 * does not wait for a schema library. All others are checked by zod, in `parse`.
 */

/** @throws RequestError of kind `contract`, naming the field */
export function checkObject(value: unknown, path: string): Record<string, unknown> {
  if (isRecord(value) && !Array.isArray(value)) return value
  throw toError(path, 'object')
}

/** @throws RequestError of kind `contract`, naming the field */
export function checkText(value: unknown, path: string): string {
  if (typeof value === 'string') return value
  throw toError(path, 'string')
}

/** @throws RequestError of kind `contract`, naming the field */
export function checkNumber(value: unknown, path: string): number {
  if (typeof value === 'number') return value
  throw toError(path, 'number')
}

/** @throws RequestError of kind `contract`, naming the field */
export function checkList(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw toError(path, 'array')
}

/**
 * Reads an own field and checks it. Returns `null` and `undefined` unchecked.
 *
 * @throws what `check` throws
 */
export function checkField<T>(
  value: unknown,
  name: string,
  path: string,
  check: (value: unknown, path: string) => T,
): T | null | undefined {
  const field = readField(value, name)
  return field === null || field === undefined ? field : check(field, joinPath(path, name))
}

export function joinPath(...parts: readonly (string | number)[]): string {
  return parts.filter((part) => part !== '').join('.')
}

function toError(path: string, type: string): RequestError {
  return new RequestError(contractFailure(path || 'the body', `of type ${type}`))
}

import { defined } from '../../protocol/defined.ts'
import { readField } from '../../protocol/record.ts'
import { checkField, checkNumber, checkObject, checkText, joinPath } from './checkField.ts'

/** An account has at most this many stores (API reference, Store). */
export const MAX_STORES = 15

/** A memory store. Usable only while `status` is ACTIVE (error 520042 otherwise). */
export interface MemoryStore {
  [field: string]: unknown
  id: string
  displayName: string
  description?: string | null | undefined
  /** QUEUED, PROVISIONING, ACTIVE or FAILED. */
  status: string
  version?: number | null | undefined
}

/**
 * Reads a memory store, tolerantly. Unknown fields are kept.
 *
 * @param path of the value within the answer, for the error
 * @throws RequestError of kind `contract`, naming the field
 */
export function readMemoryStore(value: unknown, path = ''): MemoryStore {
  const fields = checkObject(value, path)
  const text = (name: string) => checkText(readField(fields, name), joinPath(path, name))
  return {
    ...fields,
    id: text('id'),
    displayName: text('displayName'),
    ...defined({ description: checkField(fields, 'description', path, checkText) }),
    status: text('status'),
    ...defined({ version: checkField(fields, 'version', path, checkNumber) }),
  }
}

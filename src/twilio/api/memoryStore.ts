import { defined, readField } from '../../protocol/json.ts'
import { checkField, checkNumber, checkObject, checkText, joinPath } from './checkField.ts'

/** The maximum number of stores per account (API reference, Store). */
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
  /** The time up to which the data sent to it has been processed, ISO 8601. Absent if it is not known. */
  dataAsOf?: string | null | undefined
}

/**
 * Parses a memory store leniently: optional fields may be null or absent, and unknown fields are kept.
 *
 * @param path the path of the value within the response
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
    ...defined({
      version: checkField(fields, 'version', path, checkNumber),
      dataAsOf: checkField(fields, 'dataAsOf', path, checkText),
    }),
  }
}

/** Validation messages for the fields of a memory store. */
export interface MemoryStoreFieldMessages {
  readonly required: string
  /** @param max the maximum number of characters */
  readonly tooLong: (max: number) => string
  readonly nameCharacters: string
}

export const englishMemoryStoreFieldMessages: MemoryStoreFieldMessages = {
  required: 'Fill in this field.',
  tooLong: (max) => `Use at most ${max} characters.`,
  nameCharacters: 'Use only letters, digits and hyphens.',
}

/** The path of the list of memory stores, or of one store. */
export function memoryStorePath(id?: string): string {
  return `/v1/ControlPlane/Stores${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
}

import { readField } from '../../protocol/record.ts'

/** More than any form can hold, and less than what a page cannot show. */
const MAX_ROWS = 500

/** A text of a draft, empty ones too. */
export function readString(stored: unknown, name: string, fallback: string): string {
  const value = readField(stored, name)
  return typeof value === 'string' ? value : fallback
}

/** Whether something was switched on in a draft. */
export function readFlag(stored: unknown, name: string, fallback: boolean): boolean {
  const value = readField(stored, name)
  return typeof value === 'boolean' ? value : fallback
}

/** The rows of a list in a draft, each read by itself. */
export function readRows<T>(
  stored: unknown,
  name: string,
  fallback: readonly T[],
  readRow: (row: unknown) => T,
): T[] {
  const value: unknown = readField(stored, name)
  return Array.isArray(value) ? Array.from(value.slice(0, MAX_ROWS), readRow) : [...fallback]
}

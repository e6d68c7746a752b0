import type { Configuration } from '../api/configuration.ts'

/** Whether nobody has changed a configuration between two reads: by its version, its time of change, or its content. */
export function isSameVersion(one: Configuration, other: Configuration): boolean {
  if (typeof one.version === 'number' && typeof other.version === 'number')
    return one.version === other.version
  if (one.updatedAt && other.updatedAt) return one.updatedAt === other.updatedAt
  return JSON.stringify(one) === JSON.stringify(other)
}

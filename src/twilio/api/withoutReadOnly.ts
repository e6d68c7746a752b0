/** Fields of a configuration that only the server sets. */
const READ_ONLY = new Set(['id', 'createdAt', 'updatedAt', 'version'])

/** The body to send for a configuration that may have been read: without the server's own fields. */
export function withoutReadOnly(input: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([field]) => !READ_ONLY.has(field)))
}

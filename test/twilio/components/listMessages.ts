/** One message: where it stands, such as `configurations.channelNames.SMS`, and what it is. */
export interface ListedMessage {
  readonly path: string
  readonly message: string | ((...parts: readonly unknown[]) => string)
}

/** Every message of a language, those of its groups too. */
export function listMessages(messages: object, prefix = ''): ListedMessage[] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) => {
    const path = `${prefix}${key}`
    if (typeof value === 'string') return [{ path, message: value }]
    if (typeof value === 'function') {
      return [
        { path, message: (...parts: readonly unknown[]) => String(Reflect.apply(value, undefined, parts)) },
      ]
    }
    return typeof value === 'object' && value !== null ? listMessages(value, `${path}.`) : []
  })
}

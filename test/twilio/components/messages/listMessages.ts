/** One message and its path, such as `configurations.channelNames.SMS`. */
export interface ListedMessage {
  readonly path: string
  readonly message: string | ((...parts: readonly unknown[]) => string)
}

/** Every message of a language, including those in its groups. */
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

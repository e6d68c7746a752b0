/**
 * Reads a body as text, but never more than `maxBytes` of it.
 *
 * @returns `undefined` where it is larger
 */
export async function readBody({ body }: Response, maxBytes: number): Promise<string | undefined> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    bytes += value.byteLength
    if (bytes > maxBytes) {
      // Not awaited: a source that hangs while it is cancelled must not hang us.
      void reader.cancel().catch(() => undefined)
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

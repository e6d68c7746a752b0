/**
 * Returns the text of a response's body, in UTF-8.
 *
 * @throws Error as soon as it is larger than `maxBytes`, or the reason why it broke off
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const { body } = response
  const reader = body?.getReader ? body.getReader() : toReader(body ?? [await response.text()])
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const { value } = part
    size += value.length
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    text += typeof value === 'string' ? value : decoder.decode(value, { stream: true })
  }
  return text
}

/** node-fetch has a body that can only be iterated, and React Native has none. */
async function* iterate(chunks: AsyncIterable<Uint8Array> | readonly string[]) {
  yield* chunks
}

function toReader(chunks: AsyncIterable<Uint8Array> | readonly string[]) {
  const rest = iterate(chunks)
  return { read: () => rest.next() }
}

import { BodyError } from '../protocol/errors.ts'

/**
 * Reads a JSON body, but never more than `maxBytes` of it.
 *
 * @throws BodyError where it is empty, cut, too large or not JSON
 */
export async function readBody(response: Response, maxBytes: number): Promise<unknown> {
  const text = await readText(response, maxBytes)
  if (text.trim() === '')
    throw new BodyError(`The server answered ${response.status} with an empty body where JSON was expected.`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    const kind = response.headers.get('content-type') ?? 'an unnamed type'
    throw new BodyError(
      `The server answered ${response.status} with ${kind.slice(0, 80)} that is not JSON.`,
      { cause },
    )
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      // Not awaited: a source that hangs while it is cancelled must not hang us.
      void reader.cancel().catch(() => undefined)
      throw new BodyError(
        `The server's answer is larger than ${maxBytes} bytes, which is more than this call can mean.`,
      )
    }
    text += decoder.decode(value, { stream: true })
  }
}

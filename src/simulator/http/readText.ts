import { ApiFailure } from './ApiFailure.ts'

/** The text of a body. Throws a 413 as soon as it exceeds `maxBytes`. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  // Not every browser exposes the body of a request as a stream.
  const body = Reflect.has(request, 'body') ? request.body : new Response(await request.blob()).body
  if (!body) return ''
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new ApiFailure(413, 20_413, `The body has more than ${maxBytes} bytes.`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

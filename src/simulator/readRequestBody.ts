import { ApiFailure } from './ApiFailure.ts'
import { invalidCode } from './Context.ts'
import type { Api } from './findCall.ts'
import { readJson, type Json } from './Json.ts'

/** The text of a body, read no further than `maxBytes`. Throws a 413 for more. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  // Not every browser has the body of a request as a stream.
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

/**
 * The JSON of a body; `undefined` when there is none. Throws a 415 / 20422 for another media type, forms among them, and
 * a 400 for text that is not JSON.
 */
export function parseBody(text: string, contentType: string | null, api: Api): Json | undefined {
  if (text === '') return undefined
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new ApiFailure(
      415,
      20_422,
      `The body must be application/json, not ${mediaType ?? 'without a media type'}.`,
    )
  }
  const body = readJson(text)
  if (body === undefined) throw new ApiFailure(400, invalidCode(api), 'The body is not JSON.')
  return body
}

export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const { body } = response
  const source = body?.getReader ? chunksOf(body.getReader()) : (body ?? [await response.text()])
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  }
  return text
}

async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

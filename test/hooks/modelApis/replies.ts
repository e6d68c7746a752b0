import type { Job, Reply } from './api.ts'
import { SECRET } from './api.ts'
import type { FileAnswer } from './chance.ts'

const LARGE = JSON.stringify({ rows: 3, name: SECRET + 'x'.repeat(1_048_577) })

export function toFault(how: string | number): Reply & { text?: string } {
  if (how === 'junk') return { text: '<html>' }
  return typeof how === 'number' ? { status: how, body: { title: 'No' } } : { body: {} }
}

export function toFileReply(how: FileAnswer['how'], { payload }: Job): Reply & { text?: string } {
  if (typeof how === 'number') return { status: how, body: { title: 'No' } }
  if (how === 'large') return { text: LARGE }
  if (how === 'csv') return { text: `rows;name\n3;${SECRET}` }
  if (how === 'empty') return { status: 204 }
  return how === 'moved'
    ? { status: 307, headers: { location: 'https://elsewhere.test/' } }
    : { body: payload }
}

export function toResponse(reply: Reply & { text?: string }, retryAfter: string | undefined): Response {
  const { status = 200, body, headers, text } = reply
  const all = { ...headers, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) }
  return new Response(text ?? (body === undefined ? null : JSON.stringify(body)), { status, headers: all })
}

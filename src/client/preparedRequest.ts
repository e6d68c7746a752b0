import { readField, readText, readTexts } from '../protocol/record.ts'

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

/** One intent as it goes out: plain JSON, checked, and the same on every attempt under its key. */
export interface PreparedRequest {
  readonly api?: string | undefined
  readonly method: (typeof METHODS)[number]
  /** Below the API's `baseUrl`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The text of the JSON body. */
  readonly body?: string | undefined
  readonly kind: string
  readonly label?: string | undefined
  readonly hint?: Readonly<Record<string, string>> | undefined
  readonly resourceId?: string | undefined
  readonly takesIdempotencyKey: boolean
}

/** Reads one that was stored; `undefined` for anything else. */
export function readPreparedRequest(value: unknown): PreparedRequest | undefined {
  const given = readText(value, 'method')
  const method = METHODS.find((one) => one === given)
  // Whole, however long: under its key nothing else may be sent.
  const path = readField(value, 'path')
  const kind = readText(value, 'kind')
  const body = readField(value, 'body')
  const headers = readTexts(readField(value, 'headers'))
  if (!method || !kind || typeof path !== 'string') return undefined
  if (!path.startsWith('/') || path.startsWith('//')) return undefined
  return {
    api: readText(value, 'api'),
    method,
    path,
    headers,
    body: typeof body === 'string' ? body : undefined,
    kind,
    label: readText(value, 'label'),
    hint: readTexts(readField(value, 'hint')),
    resourceId: readText(value, 'resourceId'),
    takesIdempotencyKey: readField(value, 'takesIdempotencyKey') === true,
  }
}

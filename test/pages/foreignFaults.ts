/** The statuses that a gateway in front of the server may answer. */
export const GATEWAY_STATUSES = [400, 404, 405, 409, 410, 413, 423, 451] as const

/** What may happen to a submission. */
export const FAULTS = [
  'request lost',
  'answer lost',
  'answer late',
  'work slow',
  '500 before',
  '503 before',
  '503 after',
  '502 after, as HTML',
  'answer cut',
  '200 as HTML',
  '422',
  '401',
  '403',
  '429',
  'it fails in the end',
  ...GATEWAY_STATUSES.map((status) => `gateway ${status}` as const),
] as const

/** What may happen to a GET of an operation or a list. */
export const READ_FAULTS = ['request lost', 'answer cut', '200 as HTML', '401', '429', '503'] as const

export type Fault = (typeof FAULTS)[number]
export type ReadFault = (typeof READ_FAULTS)[number]

/** A response as plain data. */
export interface PlainAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const HTML = { 'content-type': 'text/html' }
const PROBLEM = { 'content-type': 'application/problem+json' }

/** The response that replaces the server's own; `undefined` for a fault of another kind. */
export function answerInstead(fault: Fault | ReadFault | undefined): PlainAnswer | undefined {
  const gateway = /^gateway (\d+)$/.exec(fault ?? '')?.[1]
  if (gateway) return { status: Number(gateway), headers: HTML, body: '<h1>Not here</h1>' }
  switch (fault) {
    case '500 before':
      return { status: 500, headers: HTML, body: '<h1>Oh no</h1>' }
    case '503 before':
    case '503':
      return { status: 503, headers: { 'retry-after': '1' } }
    case '200 as HTML':
      return { status: 200, headers: HTML, body: '<h1>Welcome to the Wi-Fi of this train</h1>' }
    case '401':
      return { status: 401, headers: { 'www-authenticate': 'Bearer' } }
    case '403':
      return { status: 403, headers: PROBLEM, body: '{"title":"Not allowed"}' }
    case '429':
      return { status: 429, headers: { 'retry-after': '1' } }
    case undefined:
    default:
      return undefined
  }
}

/** True if the response is a 4xx, which takes no account of earlier requests. */
export function isNo(fault: Fault | undefined): boolean {
  const status = answerInstead(fault)?.status ?? (fault === '422' ? 422 : 0)
  return status >= 400 && status < 500
}

import { get, json, write, type Upstream } from '../proxyKit.ts'

const stores = '/v1/ControlPlane/Stores'
const operation = '/v2/ControlPlane/Operations/o1'

/** A body that begins, and goes no further. */
function stalled(begin: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(begin)),
    pull: () => new Promise(() => undefined),
  })
}

const never: Upstream = () => new Promise<Response>(() => undefined)
const stalls: Upstream = () =>
  new Response(stalled('{"status":'), { headers: { 'Content-Type': 'application/json' } })

/** What takes forever, in either direction: it is given up after `timeoutMs`. */
export const slowRows: readonly (readonly [
  what: string,
  request: () => Request,
  upstream: Upstream,
  status: number,
])[] = [
  ['a request body that never begins', () => write('POST', stores, stalled('')), () => json({}), 408],
  ['a request body that stops half way', () => write('POST', stores, stalled('{"a":')), () => json({}), 408],
  ['a read that is never answered', () => get(stores), never, 504],
  ['a status that is never answered', () => get(operation), never, 504],
  ['a write that is never answered', () => write('POST', stores), never, 504],
  ['an answer that stops half way', () => get(operation), stalls, 504],
  ['a 202 that stops half way', () => write('POST', stores), stalls, 504],
]

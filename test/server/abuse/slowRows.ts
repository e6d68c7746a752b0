import { get, json, write } from '../exchange.ts'
import type { Upstream } from '../exchange.ts'

const stores = '/v1/ControlPlane/Stores'
const operation = '/v2/ControlPlane/Operations/o1'

/** A body that starts and then stalls. */
function stalled(begin: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(begin)),
    pull: () => new Promise(() => undefined),
  })
}

const never: Upstream = () => new Promise<Response>(() => undefined)
const stalls: Upstream = () =>
  new Response(stalled('{"status":'), { headers: { 'Content-Type': 'application/json' } })

/** Requests and responses that stall: they are aborted after `timeoutMs`. */
export const slowRows: readonly (readonly [
  what: string,
  request: () => Request,
  upstream: Upstream,
  status: number,
])[] = [
  ['a request body that never begins', () => write('POST', stores, stalled('')), () => json({}), 408],
  ['a request body that stops halfway', () => write('POST', stores, stalled('{"a":')), () => json({}), 408],
  ['a read that gets no response', () => get(stores), never, 504],
  ['a poll that gets no response', () => get(operation), never, 504],
  ['a write that gets no response', () => write('POST', stores), never, 504],
  ['a response that stops halfway', () => get(operation), stalls, 504],
  ['a 202 that stops halfway', () => write('POST', stores), stalls, 504],
]

import type { OperationError } from './Fault.ts'
import {
  readString,
  isJsonList,
  isJsonObject,
  readJson,
  readKey,
  type Json,
  type JsonObject,
} from './Json.ts'
import type { Outcome } from './Operation.ts'
import { readOperationError } from './readFault.ts'

const PREFIX = '/__simulator/'

/** Whether a path is one of the controls, rather than of the API. */
export function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX)
}

/** What the controls pull at. */
interface Strings {
  readonly now: () => number
  readonly advance: (ms: number) => void
  readonly scriptJson: (rules: readonly Json[]) => void
  readonly settle: (operationId: string, end: { status?: Outcome; error?: OperationError }) => void
  readonly log: () => unknown[]
  readonly reset: () => void
}

/**
 * Serves the controls, for a simulator that runs in another process: `POST /__simulator/script` (a rule or a list of
 * them), `/advance` `{ ms }`, `/settle` `{ operationId, status?, error? }`, `/reset`, and `GET /__simulator/log`.
 * Anything wrong is 400 with a sentence.
 */
export async function serveControl(strings: Strings, request: Request): Promise<Response> {
  const action = `${request.method} ${new URL(request.url).pathname.slice(PREFIX.length)}`
  // A page elsewhere can send text/plain without asking; JSON it cannot.
  const isJson =
    request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
  if (request.method === 'POST' && !isJson) return refuse(415, 'Controls take application/json.')
  try {
    switch (action) {
      case 'GET log':
        return Response.json(strings.log())
      case 'POST script': {
        const rules = await readBody(request)
        strings.scriptJson(isJsonList(rules) ? rules : [rules])
        break
      }
      case 'POST advance':
        strings.advance(readMs(await readBody(request)))
        break
      case 'POST settle': {
        const body = needObject(await readBody(request))
        strings.settle(readString(body, 'operationId'), readEnd(body))
        break
      }
      case 'POST reset':
        strings.reset()
        break
      default:
        return refuse(404, `There is no control "${action}".`)
    }
    return Response.json({ now: strings.now() })
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return refuse(400, error.message)
    throw error
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status })
}

async function readBody(request: Request): Promise<Json> {
  const body = readJson(await request.text())
  if (body === undefined) throw new TypeError('The body is not JSON.')
  return body
}

function needObject(body: Json): JsonObject {
  if (isJsonObject(body)) return body
  throw new TypeError('The body must be an object.')
}

function readMs(body: Json): number {
  const ms = readKey(needObject(body), 'ms')
  if (typeof ms === 'number') return ms
  throw new TypeError('ms must be a number of milliseconds.')
}

function readEnd(body: JsonObject): { status?: Outcome; error?: OperationError } {
  const status = readKey(body, 'status') ?? 'COMPLETED'
  if (status !== 'COMPLETED' && status !== 'FAILED' && status !== 'CANCELLED') {
    throw new TypeError('status must be COMPLETED, FAILED or CANCELLED.')
  }
  return { status, error: readOperationError(readKey(body, 'error') ?? {}) }
}

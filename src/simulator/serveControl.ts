import { readOperationError } from './faults/readFault.ts'
import { isJsonList, isJsonObject, readJson, readKey, readString } from './http/json.ts'
import type { Json, JsonObject } from './http/json.ts'
import type { OperationError, Outcome } from './state/Operation.ts'

const PREFIX = '/__simulator/'

/** Whether a path belongs to the controls rather than to the API. */
export function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX)
}

/** The part of the simulator that the controls use. */
interface SimulatorControls {
  readonly now: () => number
  readonly advance: (ms: number) => void
  readonly scriptJson: (rules: readonly Json[]) => void
  readonly settle: (operationId: string, end: { status?: Outcome; error?: OperationError }) => void
  readonly log: () => unknown[]
  readonly reset: () => void
}

/**
 * Serves the controls of a simulator in another process: `POST /__simulator/script` (a rule or a list of
 * rules), `/advance` `{ ms }`, `/settle` `{ operationId, status?, error? }`, `/reset`, and
 * `GET /__simulator/log`. Answers 400 for invalid input, 404 for an unknown control and 415 for a POST that
 * is not JSON, with a message.
 */
export async function serveControl(controls: SimulatorControls, request: Request): Promise<Response> {
  const action = `${request.method} ${new URL(request.url).pathname.slice(PREFIX.length)}`
  // A cross-origin page can send text/plain without a CORS preflight, but not JSON.
  const isJson =
    request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
  if (request.method === 'POST' && !isJson) return refuse(415, 'Controls accept application/json only.')
  try {
    switch (action) {
      case 'GET log':
        return Response.json(controls.log())
      case 'POST script': {
        const rules = await readBody(request)
        controls.scriptJson(isJsonList(rules) ? rules : [rules])
        break
      }
      case 'POST advance':
        controls.advance(readMs(await readBody(request)))
        break
      case 'POST settle': {
        const body = needObject(await readBody(request))
        controls.settle(readString(body, 'operationId'), readEnd(body))
        break
      }
      case 'POST reset':
        controls.reset()
        break
      default:
        return refuse(404, `There is no control "${action}".`)
    }
    return Response.json({ now: controls.now() })
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

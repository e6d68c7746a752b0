import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'

/** One request as it arrived over the wire. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  /** The JSON that was sent; `undefined` if there was no body. */
  readonly body: unknown
}

const OPERATION = {
  operationId: 'proc_job_01k9w3c8r4kz7v1nd5q0gymb8e',
  status: 'PENDING',
  createdAt: '2026-01-05T09:00:00Z',
  completedAt: null,
}

/** A plausible response to every call of the API, because both clients parse what they get. */
function answer(origin: string, { method, path }: RecordedRequest): { status: number; body: unknown } {
  const statusUrl = `${origin}/${path.split('/')[1]}/ControlPlane/Operations/${OPERATION.operationId}`
  if (method !== 'GET') return { status: 202, body: { statusUrl } }
  if (path.includes('/Operations/')) return { status: 200, body: { ...OPERATION, statusUrl } }
  if (path.endsWith('/Configurations'))
    return { status: 200, body: { configurations: [], meta: { key: 'configurations', pageSize: 0 } } }
  const [, list, isOne] = /\/(TraitGroups|DataMappings|IdentityResolutionSettings)(\/.+)?$/.exec(path) ?? []
  if (list !== undefined) return { status: 200, body: toPart(list, isOne !== undefined) }
  if (path.endsWith('/Stores'))
    return { status: 200, body: { stores: [], meta: { key: 'stores', pageSize: 0 } } }
  if (path.includes('/Stores/'))
    return {
      status: 200,
      body: { id: 'mem_store_1', displayName: 'harbor', description: '', status: 'ACTIVE', version: 1 },
    }
  return {
    status: 200,
    body: {
      id: 'conv_configuration_1',
      displayName: 'Harbor',
      description: 'Calls',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: 'mem_store_1',
    },
  }
}

function toPart(list: string, isOne: boolean): object {
  if (list.startsWith('Identity')) return { identifierConfigs: [], matchingRules: [], version: 1 }
  const key = list.charAt(0).toLowerCase() + list.slice(1)
  if (!isOne) return { [key]: [], meta: { key, pageSize: 0 } }
  const one = { id: 'mem_datamapping_1', displayName: 'Contact', version: 1 }
  if (key === 'traitGroups') return { traitGroup: one, meta: { key: 'traits', pageSize: 0 } }
  return { ...one, mappingTo: { type: 'TRAITS', mappings: [] }, mappingFrom: { type: 'INGRESS' } }
}

/** A loopback server that accepts and records every call. */
export async function createRecordingServer() {
  const requests: RecordedRequest[] = []
  let origin = ''
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', origin)
      const recorded: RecordedRequest = {
        method: request.method ?? '',
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      }
      requests.push(recorded)
      const { status, body } = answer(origin, recorded)
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    origin,
    /** Runs `call` and returns the requests that arrived meanwhile. */
    async record(call: () => Promise<unknown>): Promise<RecordedRequest[]> {
      const before = requests.length
      await call()
      return requests.slice(before)
    },
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

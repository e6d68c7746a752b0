// The APIs of docs/other-twilio-apis.md: what the page's examples export, and how each API says what the simulator does.
import { createServer } from 'node:http'

import type { ComponentType } from 'react'
import type { Endpoint, OperationsClient } from 'react-accepted/client'
import { toNodeListener } from 'react-accepted/server'
import type { Answer, OperationEnd, OperationsSimulator } from 'react-accepted/simulator'
import { vi } from 'vitest'
import { z } from 'zod'

import { listen } from '../server/operations/proxied.ts'
import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

const PAGE = 'docs/other-twilio-apis.md'
const usual = z.object({
  operationId: z.string(),
  status: z.string(),
  statusUrl: z.string().optional(),
  createdAt: z.string().optional(),
  error: z.object({ title: z.string(), detail: z.string(), code: z.number().optional() }).optional(),
})

interface Said extends z.infer<typeof usual> {
  readonly isAccepted: boolean
  readonly isCompleted: boolean
}

/** With these of the usual headers, and with JSON of the API's own. */
const say =
  (names: readonly string[], toBody: (said: Said) => object) =>
  ({ status, headers, body }: Answer): Answer => {
    const read = usual.parse(body)
    const said = { ...read, isAccepted: status === 202, isCompleted: read.status === 'COMPLETED' }
    const sent = { ...headers, ...(said.isAccepted && { 'Operation-Id': said.operationId }) }
    const kept = Object.entries(sent).filter(([name]) => names.includes(name))
    return { status, headers: Object.fromEntries(kept), body: z.json().parse(clean(toBody(said))) }
  }

/** Without the fields that are `undefined`. */
const clean = (body: object): unknown => JSON.parse(JSON.stringify(body))

export const KNOWLEDGE_BASE = 'know_knowledgebase_01k9w3b5x8m2q7d4t6zrh0ncye'
export const RULE = 'webhooks_rule_01k9w3c8tq5ehx2m7b4yd6nz17'
export const TRANSCRIPTION = 'voice_transcription_01k9w3rm8e2d5h7q4x9zt6vncb'
export const ROWS = {
  domain: 'Conversations',
  items: [{ 'Conversations.count': 17 }],
  meta: { key: 'items' },
}
export const STATS = { total: 2, delivered: 2, failed: 0 }

/** Why an operation of the simulator fails. */
export const REASON = { title: 'Conflict', detail: 'Another program is changing it.', code: 420009 }

/** From the tables and models of Twilio's documentation. */
export const SIBLINGS = [
  {
    name: 'knowledge',
    endpoint: 'createKnowledgeBase',
    contract: 'Twilio Knowledge',
    input: { displayName: 'Tide tables' },
    takesKey: false,
    ends: {
      COMPLETED: { resource: { state: 'found', id: KNOWLEDGE_BASE, type: 'knowledgeBase' } },
      FAILED: { error: REASON },
      CANCELLED: {},
    },
    rewrite: say(['Operation-Id', 'Location', 'Retry-After'], ({ isAccepted, isCompleted, ...said }) =>
      isAccepted
        ? { message: 'The knowledge base will be created.', statusUrl: said.statusUrl }
        : { ...said, ...(isCompleted && { result: { type: 'RESOURCE_ID', id: KNOWLEDGE_BASE } }) },
    ),
  },
  {
    name: 'webhooks',
    endpoint: 'createRule',
    contract: 'Twilio Webhooks rules',
    input: 'webhooks_setting_01k9w3c8',
    takesKey: true,
    ends: {
      COMPLETED: { resource: { state: 'found', id: RULE, type: 'webhookRule' } },
      FAILED: { error: REASON },
      CANCELLED: {},
    },
    rewrite: say(['Operation-Id', 'Location', 'Retry-After'], ({ operationId: id, status, error }) => ({
      id,
      status,
      error,
      resourceId: RULE,
      retentionPeriod: 'P7D',
    })),
  },
  {
    name: 'voice',
    endpoint: 'createTranscription',
    contract: 'Twilio Voice transcriptions',
    input: { transcriptionConfigurationId: 'voice_transcription_config_1', sourceId: 'RE01k9w3' },
    takesKey: true,
    ends: {
      COMPLETED: { resource: { state: 'found', id: TRANSCRIPTION, type: 'transcription' } },
      FAILED: { error: { title: 'FAILED' } },
    },
    rewrite: say(['Location'], ({ operationId, status, statusUrl, isAccepted }) => ({
      ...(!isAccepted && { operationId }),
      status,
      statusUrl,
      transcription: { id: TRANSCRIPTION, status },
    })),
  },
  {
    name: 'insights',
    endpoint: 'runQuery',
    contract: 'Twilio Insights query jobs',
    input: ['Conversations.count'],
    takesKey: true,
    ends: {
      COMPLETED: { result: { state: 'ready', value: { items: ROWS.items } } },
      FAILED: { error: REASON },
      CANCELLED: {},
    },
    rewrite: say(['Location'], ({ isCompleted, error, operationId, status, statusUrl, createdAt }) => ({
      operationId,
      status,
      statusUrl,
      createdAt,
      ...(error && { error: { code: error.code, message: error.title, detail: error.detail } }),
      ...(isCompleted && { resultUrl: `${operationId}/Results`, resultId: operationId }),
    })),
  },
  {
    name: 'comms',
    endpoint: 'sendMessages',
    contract: 'Twilio Comms messages',
    input: { to: [{ address: '+15555550142', channel: 'PHONE' }], content: { text: 'Hi' } },
    takesKey: false,
    ends: {
      COMPLETED: { result: { state: 'ready', value: STATS } },
      CANCELLED: {},
    },
    rewrite: undefined, // the page has it
  },
] as const

export type Sibling = (typeof SIBLINGS)[number]

type Handler = (request: Request) => Promise<Response>

interface Loaded {
  readonly client: OperationsClient
  readonly endpoint: Endpoint<unknown>
}

/** The example of the page that has a text. */
export function findExample(text: string): string {
  const found = readExamples(PAGE).find(({ code }) => code.includes(text))
  if (!found) throw new Error(`No example has ${text}.`)
  return found.code
}

/** Client and endpoint of the page, for another base URL. */
export async function loadSibling({ name, endpoint }: Sibling, baseUrl: string): Promise<Loaded> {
  const code = change(findExample(`export const ${endpoint} =`), `'/api/${name}'`, PLACE)
  const exports = `export { ${name} as client, ${endpoint} as endpoint }`
  const loaded: Loaded = await load(`${code}\n${exports}`, `otherTwilioApis-${name}`, baseUrl)
  return loaded
}

/** The proxy of the page, in front of another server, on a port of its own. Gives its origin. */
export async function serveProxy(name: string, upstream: string): Promise<string> {
  const code = change(findExample('createOperationsProxy('), '`https://${name}.twilio.com`', PLACE)
  const proxies: Record<string, Handler> = await load(code, 'otherTwilioApis-proxy', upstream)
  const proxy = proxies[name]
  if (!proxy) throw new Error(`No proxy is called ${name}.`)
  return serve(proxy)
}

/** The simulator of the page, with another end. */
export async function loadSimulator(outcome: OperationEnd): Promise<OperationsSimulator> {
  const contract = "contract: 'statusUrl',"
  const code = change(findExample(contract), contract, `${contract} outcome: JSON.parse(${PLACE}),`)
  const json = JSON.stringify(outcome)
  const { simulator }: { simulator: OperationsSimulator } = await load(
    code,
    'otherTwilioApis-simulator',
    json,
  )
  return simulator
}

/** The list of Webhooks' operations, below the page's client for them, both from another origin. */
export async function loadList(origin: string): Promise<ComponentType<{ query: string }>> {
  const client = change(findExample('export const createRule ='), "'/api", `${PLACE} + '/api`)
  const list = change(findExample('RuleOperations('), '`/api', `${PLACE} + \`/api`)
  const page = `
    import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
    import { OperationsProvider } from 'react-accepted'
    const queryClient = new QueryClient()
    export const Page = (props) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={webhooks}><RuleOperations {...props} /></OperationsProvider>
      </QueryClientProvider>
    )`
  const code = [client, list, page].join('\n')
  const { Page }: { Page: ComponentType<{ query: string }> } = await load(
    code,
    'otherTwilioApis-list',
    origin,
  )
  return Page
}

/** What a changed example reads instead of its own text. */
const PLACE = "(process.env['SIBLING'] ?? '')"
const files = new Map<string, Promise<string>>()
let loads = 0

/** Runs code as a module that is bundled once, and loaded again each time. */
async function load(code: string, name: string, value: string) {
  const bundling = files.get(name) ?? bundleExample(code, name)
  files.set(name, bundling)
  const file = await bundling
  vi.stubEnv('SIBLING', value)
  loads += 1
  return import(/* @vite-ignore */ `${file}?${loads}`)
}

function change(code: string, from: string, to: string): string {
  if (code.split(from).length !== 2) throw new Error(`The example does not have ${from} once.`)
  return code.replace(from, () => to)
}

/** Serves until the test ends. */
export function serve(handler: Handler): Promise<string> {
  return listen(createServer(toNodeListener(handler)))
}

import { defined, readField, readText } from '../../protocol/json.ts'
import type { OperationsApi } from '../../protocol/operation.ts'
import type { FieldProblem, ProblemReader } from '../../protocol/problem.ts'
import { readRfc9457, toLink } from '../../protocol/problem.ts'

/** The resource to delete. */
export interface DeletionInput {
  readonly id: string
  /** Its name, shown to the user. Not sent. */
  readonly displayName?: string | undefined
}

/** Options of every call that starts an operation. */
export interface SubmitCallOptions {
  /** A UUID, generated if left out. Keep it to retry the same intent later. */
  readonly idempotencyKey?: string | undefined
  /** Set it if an earlier call with this key ended `unclear`: a 4xx is then not a definite refusal. */
  readonly isUnclear?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads all four error formats: `{ code, message, more_info, status }` of the API descriptions, `{ code,
 * httpStatusCode, message, params }` of the troubleshooting page, and problem details (RFC 9457) inside
 * operations, with and without a `code`.
 */
export const readTwilioProblem: ProblemReader = (body, fallbackTitle) => {
  const problem = readRfc9457(body, fallbackTitle)
  const link = problem.link ?? toLink(readText(body, 'more_info'))
  const code = readField(body, 'code')
  // An operation of Conversations v2 has no `code`, only the number at the end of its type URI.
  const typeCode = /\/errors\/(\d{3,6})$/.exec(link ?? '')?.[1]
  return defined({
    ...problem,
    link,
    code: typeof code === 'number' ? code : typeCode ? Number(typeCode) : undefined,
    fields: problem.fields.length > 0 ? problem.fields : readFields(body, problem.detail ?? problem.title),
  })
}

function readFields(body: unknown, message: string): FieldProblem[] {
  const named = readText(readField(body, 'params'), 'field')
  if (named) return [{ field: named, message }]
  // The plain format has no member for the field and puts it into the message: "displayName: must match …".
  const [, field, text] = /^([A-Za-z][\w.[\]]{0,120}): (.+)$/s.exec(message) ?? []
  return field && text ? [{ field: field.replaceAll(/\[(\w+)\]/g, '.$1'), message: text }] : []
}

/** The base URL of the two APIs: one path for both behind a proxy, or on a server one URL for each. */
export type OrchestratorBaseUrl = string | { readonly conversations: string; readonly memory: string }

/**
 * Its events contain the request ID, and it can be filtered by the source `conversation-orchestrator` (Twilio's
 * troubleshooting page for Conversation Orchestrator). No link to one request is documented.
 */
const DEBUGGER_URL = 'https://www.twilio.com/console/dev-tools/debugger'

/** The APIs of Conversation Orchestrator (Conversations v2) and Conversation Memory (Memory v1). */
export function orchestratorApis(baseUrl: OrchestratorBaseUrl): readonly [OperationsApi, OperationsApi] {
  const { conversations, memory } =
    typeof baseUrl === 'string' ? { conversations: baseUrl, memory: baseUrl } : baseUrl
  const isProxied = typeof baseUrl === 'string'
  const dialect = {
    readProblem: readTwilioProblem,
    requestIdHeader: 'twilio-request-id',
    getRequestHref: () => DEBUGGER_URL,
    isProxied,
  }
  return [
    {
      api: 'conversations',
      baseUrl: conversations,
      operationPath: '/v2/ControlPlane/Operations/{operationId}',
      ownOrigins: ['https://conversations.twilio.com'],
      ...dialect,
    },
    {
      api: 'memory',
      baseUrl: memory,
      operationPath: '/v1/ControlPlane/Operations/{operationId}',
      ownOrigins: ['https://memory.twilio.com'],
      ...dialect,
    },
  ]
}

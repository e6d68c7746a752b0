import type { RequestFailure } from '../../protocol/failure.ts'
import { isRecord } from '../../protocol/json.ts'
import type { Answer } from './sendRequest.ts'

/** More would hide everything else on the console. */
const MAX_WARNINGS = 20
const warned = new Set<string>()

/** What a response says, or why it says nothing. */
interface Outcome {
  readonly operation?: unknown
  readonly resource?: unknown
  readonly error?: RequestFailure | undefined
  readonly failure?: RequestFailure
}

/** Bundlers only replace it if it is written with dots, which Node's own types do not allow. */
declare const process: { readonly env: { readonly NODE_ENV?: string } }

/**
 * In development, says on the console what an API answers and its dialect cannot read: what was expected, and
 * which headers and fields came instead, without their values. Once for each reason. A production build drops
 * it, because bundlers replace `process.env.NODE_ENV`. Never throws.
 */
export function warnOfContract(read: Outcome, method: string, url: string, answer: Answer): void {
  try {
    if (process.env.NODE_ENV === 'development') warn(read, method, url, answer)
  } catch {
    // There is no `process` in a page without a bundler. `typeof` would not see what bundlers replace.
  }
}

function warn({ error, failure = error }: Outcome, method: string, url: string, answer: Answer): void {
  if (failure?.kind !== 'contract' && failure?.kind !== 'untrusted') return
  const { response, body } = answer
  // The query of a URL may be a signature.
  const [path] = url.split('?', 1)
  const reason = failure.message.replace(/\?\S+/, '?…').replace(/\.$/, '')
  const warning =
    `react-accepted cannot read the response to ${method} ${path}. ${reason}. ` +
    `It has the status ${response?.status}, ${list('headers', [...(response?.headers.keys() ?? [])])} and ` +
    `${list('fields', isRecord(body) ? Object.keys(body) : [])}. ` +
    'If its API says this in another way, the client needs another dialect, or other options for it. ' +
    'Headers that CORS hides are missing.'
  if (warned.has(warning) || warned.size === MAX_WARNINGS) return
  warned.add(warning)
  console.warn(warning)
}

function list(what: string, names: readonly string[]): string {
  const shown = names.slice(0, 30).map((name) => name.slice(0, 50))
  return names.length === 0 ? `no ${what}` : `the ${what} ${shown.join(', ')}`
}

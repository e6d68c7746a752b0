import { answerBodyRows, foreignUrlRows, redirectRows } from './answerRows.ts'
import { authorizeRows } from './authorizeRows.ts'
import { bodyRows } from './bodyRows.ts'
import { crossSiteReadRows, crossSiteWriteRows } from './crossSiteRows.ts'
import { harmlessRows } from './harmlessRows.ts'
import { headerRows } from './headerRows.ts'
import { leakRows } from './leakRows.ts'
import { methodRows, pathRows } from './pathRows.ts'
import { rawRows } from './rawRows.ts'
import { slowRows } from './slowRows.ts'
import { mixUpRows, tenantRows } from './tenantRows.ts'
import { strippedHeaderRows, strippedRows } from './writeAnswerRows.ts'

/** What somebody may try, what stands against it, and how many rows of the suite try it. */
export interface Threat {
  readonly threat: string
  readonly answer: string
  readonly rows: number
}

export const threats: readonly Threat[] = [
  {
    threat: 'Another path, host or API by tricks of the path',
    answer:
      'The path is compared with the allow-list as it was sent, undecoded; the host is never the caller’s: 404',
    rows: pathRows.length + harmlessRows.length,
  },
  {
    threat: 'Another method, also by override headers and `_method`',
    answer: 'Only the listed methods of each path; overrides are not forwarded: 405',
    rows: methodRows.length,
  },
  {
    threat:
      'Two readings of one request on the wire: smuggling, several Hosts, absolute targets, folded lines',
    answer: 'Refused by Node’s parser or by `toNodeListener` before the handler: 400',
    rows: rawRows.length,
  },
  {
    threat: 'Headers and queries with a second meaning',
    answer: 'Three headers and the documented queries go on, each only in its documented form: 400, 415',
    rows: headerRows.length,
  },
  {
    threat: 'Oversized, broken and ambiguous request bodies',
    answer: 'Bounded in size, read once, written anew as JSON: 400, 413',
    rows: bodyRows.length,
  },
  {
    threat: 'A page of another site that writes (CSRF)',
    answer: '`Origin` and `Sec-Fetch-Site`, JSON only; no preflight but for `allowedOrigins`: 403',
    rows: crossSiteWriteRows.length,
  },
  {
    threat: 'A page of another site that reads, frames, or links here',
    answer: 'The same check on reads and navigations: 403; `Cross-Origin-Resource-Policy: same-origin`',
    rows: crossSiteReadRows.length,
  },
  {
    threat: '`authorize` that is missing, throws, or answers something else',
    answer: 'No start without it; all but an object with a scope is a no: 401, 403, 500',
    rows: authorizeRows.length,
  },
  {
    threat: 'One tenant asks for another’s operation, on a shared account',
    answer: 'With `signingSecret`: the ID is signed for the scope that began it: 404',
    rows: tenantRows.length,
  },
  {
    threat: 'One tenant is given another’s 202 or status by mix-up',
    answer: 'The scope goes into every Idempotency-Key; account and scope into the key of all that is kept',
    rows: mixUpRows.length,
  },
  {
    threat: 'Credentials lured elsewhere by `statusUrl`, `Location` or `resultUrl`',
    answer:
      'Nothing an answer names is ever asked; a foreign URL is refused in reads (502) and replaced in writes',
    rows: foreignUrlRows.length + strippedRows.length,
  },
  { threat: 'Redirects', answer: 'Never followed, never passed on: 502', rows: redirectRows.length },
  {
    threat: 'Answers that are oversized, broken, or no JSON',
    answer: 'Bounded in size, read as JSON, written anew: 502',
    rows: answerBodyRows.length,
  },
  {
    threat: 'Bodies and answers that take forever',
    answer: 'Given up after `timeoutMs`, in both directions: 408, 504',
    rows: slowRows.length,
  },
  {
    threat: 'Response splitting, cookies and loosened policies from upstream',
    answer: 'Seven headers come back, each only in its documented form',
    rows: strippedHeaderRows.length,
  },
  {
    threat: 'Credentials in an answer, an error or a log',
    answer:
      'Searched for in every spelling: an answer with them is a 502, in errors for the log they are struck out',
    rows: leakRows.length,
  },
]

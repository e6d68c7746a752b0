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

/** An attack, the defense against it, and the number of test rows that try it. */
export interface Threat {
  readonly threat: string
  readonly answer: string
  readonly rows: number
}

export const threats: readonly Threat[] = [
  {
    threat: 'Path tricks to reach another path, host or API',
    answer:
      'The path is matched against the allow-list as sent, undecoded; the caller never chooses the host: 404',
    rows: pathRows.length + harmlessRows.length,
  },
  {
    threat: 'Other methods, including by override headers and `_method`',
    answer: 'Each path accepts only its listed methods; overrides are not forwarded: 405',
    rows: methodRows.length,
  },
  {
    threat: 'Ambiguous requests on the wire: smuggling, several Hosts, absolute targets, folded lines',
    answer: 'Refused by Node’s parser or by `toNodeListener` before the handler: 400',
    rows: rawRows.length,
  },
  {
    threat: 'Ambiguous headers and queries',
    answer: 'Three headers and the documented queries are forwarded, only in documented form: 400, 415',
    rows: headerRows.length,
  },
  {
    threat: 'Oversized, malformed and ambiguous request bodies',
    answer: 'Limited in size, parsed once, serialized again as JSON: 400, 413',
    rows: bodyRows.length,
  },
  {
    threat: 'Writes from a page of another site (CSRF)',
    answer: '`Origin` and `Sec-Fetch-Site` are checked; JSON only; preflights only for `allowedOrigins`: 403',
    rows: crossSiteWriteRows.length,
  },
  {
    threat: 'Reads, frames and links from a page of another site',
    answer: 'The same checks on reads and navigations: 403; `Cross-Origin-Resource-Policy: same-origin`',
    rows: crossSiteReadRows.length,
  },
  {
    threat: '`authorize` that is missing, throws or returns something else',
    answer: 'Required at construction; only an object with a scope grants access: 401, 403, 500',
    rows: authorizeRows.length,
  },
  {
    threat: 'A tenant reads another tenant’s operation on a shared account',
    answer: 'With `signingSecret`, the ID is signed for the scope that started the operation: 404',
    rows: tenantRows.length,
  },
  {
    threat: 'A tenant gets another tenant’s 202 or status by mistake',
    answer: 'Every Idempotency-Key depends on the scope; every cache key on the account and the scope',
    rows: mixUpRows.length,
  },
  {
    threat: 'Credentials lured elsewhere by `statusUrl`, `Location` or `resultUrl`',
    answer:
      'URLs in responses are never requested; a foreign URL is refused in reads (502) and replaced in writes',
    rows: foreignUrlRows.length + strippedRows.length,
  },
  { threat: 'Redirects', answer: 'Never followed, never passed on: 502', rows: redirectRows.length },
  {
    threat: 'Responses that are oversized, malformed or not JSON',
    answer: 'Limited in size, parsed as JSON, serialized again: 502',
    rows: answerBodyRows.length,
  },
  {
    threat: 'Request bodies and responses that never end',
    answer: 'Aborted after `timeoutMs`, in both directions: 408, 504',
    rows: slowRows.length,
  },
  {
    threat: 'Response splitting, cookies and loosened policies from upstream',
    answer: 'Only seven headers are passed back, each only in its documented form',
    rows: strippedHeaderRows.length,
  },
  {
    threat: 'Credentials in a response, an error or a log',
    answer: 'Searched for in every encoding: a response with them becomes a 502; logged errors are redacted',
    rows: leakRows.length,
  },
]

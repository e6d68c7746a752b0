/** What a media type says of a body. */
export type JsonClaim = 'json' | 'unnamed' | 'other'

// RFC 6839 (3.1): whatever ends in +json is JSON. Tokens are those of RFC 9110 (5.6.2).
const json = /^(?:(?:application|text)\/json|[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]*\+json)\s*(?:;|$)/i
const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i

/** Whether a body is said to be JSON, in UTF-8 (RFC 8259, 8.1). Parameters other than the charset change nothing. */
export function readJsonClaim(contentType: string | null): JsonClaim {
  if (contentType === null || contentType.trim() === '') return 'unnamed'
  const named = charset.exec(contentType)?.[1] ?? 'utf-8'
  return json.test(contentType) && /^(?:utf-?8|us-ascii)$/i.test(named) ? 'json' : 'other'
}

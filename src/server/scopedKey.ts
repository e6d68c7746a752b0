/**
 * The `Idempotency-Key` that Twilio gets: made of the scope and the caller's key, so that the same key of two
 * tenants on one account is two keys there, and none of them is answered with the other's 202. The same for
 * every attempt: nothing else goes in. A UUID of version 8 (RFC 9562), from SHA-256.
 */
export async function scopedKey(scope: string, key: string): Promise<string> {
  const hex = await digest('react-accepted/idempotency-key/1', scope, key.toLowerCase())
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** SHA-256 of a list of texts, of which no two lists are one. In hexadecimal digits. */
export async function digest(...parts: readonly (string | null | undefined)[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(parts))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

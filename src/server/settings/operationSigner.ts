/** An operation and its owner: the scope that started it, the API, and the API's own ID. */
export interface OwnedOperation {
  readonly scope: string
  readonly api: string
  readonly operationId: string
}

/** Signs operations and verifies their signatures (HMAC-SHA256 in base64url). */
export interface OperationSigner {
  readonly sign: (operation: OwnedOperation) => Promise<string>
  readonly isSigned: (operation: OwnedOperation, signature: string) => Promise<boolean>
}

const hmac = { name: 'HMAC', hash: 'SHA-256' }

/** Creates a signer: the first secret signs, all of them verify. Uses Web Crypto, also present in Workers. */
export function operationSigner(secrets: readonly string[]): OperationSigner {
  // On first use, because Workers do not allow cryptography while a module loads.
  let importing: Promise<CryptoKey[]> | undefined
  const importKeys = (): Promise<CryptoKey[]> => (importing ??= Promise.all(secrets.map(importKey)))
  return {
    async sign(operation) {
      const [key] = await importKeys()
      if (key === undefined) throw new TypeError('There is no secret to sign with.')
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(hmac, key, toBytes(operation))))
    },
    async isSigned(operation, signature) {
      const bytes = fromBase64Url(signature)
      if (bytes === undefined) return false
      // `verify` compares in constant time (Web Cryptography, HMAC).
      const verdicts = await Promise.all(
        (await importKeys()).map((key) => crypto.subtle.verify(hmac, key, bytes, toBytes(operation))),
      )
      return verdicts.includes(true)
    },
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify'])
}

function toBytes({ scope, api, operationId }: OwnedOperation): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(['react-accepted/operation/1', scope, api, operationId]))
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return undefined
  const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(decoded, (letter) => letter.charCodeAt(0))
}

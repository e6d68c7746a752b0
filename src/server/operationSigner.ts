import type { OrchestratorApi } from './orchestratorRoutes.ts'

/** Whose operation: the scope that began it, the API, and Twilio's own ID. */
export interface OwnedOperation {
  readonly scope: string
  readonly api: OrchestratorApi
  readonly operationId: string
}

/** Signs and checks operations (HMAC-SHA256 in base64url). */
export interface OperationSigner {
  readonly sign: (operation: OwnedOperation) => Promise<string>
  readonly isSigned: (operation: OwnedOperation, signature: string) => Promise<boolean>
}

const hmac = { name: 'HMAC', hash: 'SHA-256' }

/** A signer of these secrets: the first one signs, each of them is accepted. By WebCrypto, for Workers too. */
export function operationSigner(secrets: readonly string[]): OperationSigner {
  // On first use: Workers allow no cryptography while a module is loaded.
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

/** A path, and the signature that stood behind its operation's ID. */
export interface SignedPath {
  readonly path: string
  readonly signature: string
}

/**
 * Takes the signature off an operation's path: `…/Operations/proc_job_1.<signature>`. It is part of the ID that
 * the browser knows, because the ID is what survives there: a query would be lost when the client builds the
 * URL anew, after a reload or from a bare ID.
 */
export function readSignedPath(path: string): SignedPath {
  const [, plain, signature] =
    /^(\/v[12]\/ControlPlane\/Operations\/[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/.exec(path) ?? []
  return plain === undefined || signature === undefined ? { path, signature: '' } : { path: plain, signature }
}

/** What a kept answer belongs to. All of it, since several proxies may share one store. */
export interface StatusOwner {
  /** The user name of the credentials that asked. */
  readonly account: string
  readonly scope: string
  /** The path that the URLs in the answer begin with. */
  readonly publicPath: string
  /** What was asked. */
  readonly url: string
}

/** The key of a kept answer: a tenant, and what was asked. No part has a space. */
export function toStatusKey({ account, scope, publicPath, url }: StatusOwner): string {
  return `react-accepted/status/2 ${toTenant(account, scope)} ${publicPath}@${url}`
}

/** One tenant: a scope of an account. Two applications may both call a scope `admin`. */
export function toTenant(account: string, scope: string): string {
  // As JSON, which has an escape for half a surrogate pair. Without one encodeURIComponent throws.
  return encodeURIComponent(JSON.stringify([account, scope]))
}

/** The tenant of a key. */
export function tenantOf(key: string): string {
  return key.split(' ', 2)[1] ?? ''
}

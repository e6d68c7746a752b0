import { exposedHeaders } from './passedHeaders.ts'

/**
 * What every answer carries about origins: `Vary` always, permission only for an origin on the list.
 * Credentials are allowed there, since `authorize` usually reads the application's cookie.
 */
export function corsHeaders(request: Request, allowedOrigins: ReadonlySet<string>): Headers {
  const headers = new Headers({ Vary: 'Origin' })
  const origin = request.headers.get('Origin')
  if (origin === null || !allowedOrigins.has(origin)) return headers
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Allow-Credentials', 'true')
  headers.set('Access-Control-Expose-Headers', exposedHeaders.join(', '))
  return headers
}

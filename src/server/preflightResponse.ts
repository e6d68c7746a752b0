const requestHeaderNames = /^[A-Za-z0-9-]+(?: ?, ?[A-Za-z0-9-]+)*$/

/**
 * The answer to a preflight of an allowed origin. Whatever request headers it asks for are granted: they can
 * be of use to `authorize`, and only the proxy's own list goes on to Twilio.
 */
export function preflightResponse(request: Request, methods: readonly string[]): Response {
  const asked = request.headers.get('Access-Control-Request-Headers') ?? ''
  const granted = asked.length <= 1024 && requestHeaderNames.test(asked)
  const headers = new Headers({
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': granted
      ? asked
      : 'Content-Type, Idempotency-Key, If-Match, X-Submission-Id',
    'Access-Control-Max-Age': '600',
  })
  return new Response(null, { status: 204, headers })
}

const list = '/api/twilio/v2/ControlPlane/Configurations'
const post = 'POST /api/twilio/v1/ControlPlane/Stores HTTP/1.1\r\nHost: a\r\nContent-Type: application/json'

/** Raw bytes for a socket, because `fetch` would correct them; `\r\n` and an empty line follow. */
export type RawRow = readonly [what: string, head: string, status: number]

/** Refused by Node, by `toNodeListener` or by the proxy behind it, whichever comes first. */
export const rawRows: readonly RawRow[] = [
  ['an absolute target on our host', `GET http://a${list} HTTP/1.1\r\nHost: a`, 400],
  ['an absolute target at Twilio', 'GET https://conversations.twilio.com/v2/x HTTP/1.1\r\nHost: a', 400],
  ['an absolute target on another host', `GET http://evil.example${list} HTTP/1.1\r\nHost: a`, 400],
  ['a target that begins with two slashes', `GET //evil.example${list} HTTP/1.1\r\nHost: a`, 404],
  ['a target that adds a user', `GET @evil.example${list} HTTP/1.1\r\nHost: a`, 400],
  ['a target that adds a port', `GET :80${list} HTTP/1.1\r\nHost: a`, 400],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a', 400],
  ['a fragment', `GET ${list}#x HTTP/1.1\r\nHost: a`, 400],
  [
    'dot segments that end on the list',
    `GET /api/twilio/v2/x/../ControlPlane/Configurations HTTP/1.1\r\nHost: a`,
    400,
  ],
  [
    'escaped dot segments',
    `GET /api/twilio/v2/x/%2e%2E/ControlPlane/Configurations HTTP/1.1\r\nHost: a`,
    400,
  ],
  ['doubly escaped dot segments', `GET ${list}/%252e%252e HTTP/1.1\r\nHost: a`, 404],
  ['a backslash', `GET /api\\twilio/v2/ControlPlane/Configurations HTTP/1.1\r\nHost: a`, 400],
  ['a NUL in the path', `GET ${list}\0 HTTP/1.1\r\nHost: a`, 400],
  ['a tab in the path', `GET ${list}\t HTTP/1.1\r\nHost: a`, 400],
  ['a non-ASCII letter in the path', `GET ${list}/\u2025 HTTP/1.1\r\nHost: a`, 400],
  ['CONNECT', 'CONNECT conversations.twilio.com:443 HTTP/1.1\r\nHost: a', 0],
  ['TRACE', `TRACE ${list} HTTP/1.1\r\nHost: a`, 501],
  ['cleartext HTTP/2', 'PRI * HTTP/2.0', 400],

  ['no Host', `GET ${list} HTTP/1.1`, 400],
  ['an empty Host', `GET ${list} HTTP/1.1\r\nHost:`, 400],
  ['two Hosts', `GET ${list} HTTP/1.1\r\nHost: a\r\nHost: evil.example`, 400],
  ['two Hosts in different case', `GET ${list} HTTP/1.1\r\nHost: a\r\nhOST: a`, 400],
  ['a list of Hosts', `GET ${list} HTTP/1.1\r\nHost: a, evil.example`, 400],
  ['a Host with a path', `GET /x HTTP/1.1\r\nHost: a${list}?`, 400],
  ['a Host with a user', `GET ${list} HTTP/1.1\r\nHost: a@evil.example`, 400],
  ['a Host with a tab', `GET ${list} HTTP/1.1\r\nHost: a\tb`, 400],
  ['a Host with an invalid port', `GET ${list} HTTP/1.1\r\nHost: a:99999`, 400],

  ['a bare CR in a header', `GET ${list} HTTP/1.1\r\nHost: a\rX: b`, 400],
  ['a bare CR as line end', `GET ${list} HTTP/1.1\rHost: a`, 400],
  ['a bare LF as line end', `GET ${list} HTTP/1.1\nHost: a`, 400],
  ['a folded header', `GET ${list} HTTP/1.1\r\nHost: a\r\nX: b\r\n Host: evil.example`, 400],
  ['a folded Host', `GET ${list} HTTP/1.1\r\nHost: a\r\n evil.example`, 400],
  ['a space before a colon', `${post}\r\nIdempotency-Key : x`, 400],
  ['a NUL in a header', `GET ${list} HTTP/1.1\r\nHost: a\r\nX: a\0b`, 400],
  ['a header of 20 kB', `GET ${list} HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}`, 431],

  ['Content-Length and Transfer-Encoding', `${post}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked`, 400],
  ['two Content-Lengths', `${post}\r\nContent-Length: 2\r\nContent-Length: 0`, 400],
  ['two transfer codings', `${post}\r\nTransfer-Encoding: chunked, identity`, 400],
  ['an unknown transfer coding', `${post}\r\nTransfer-Encoding: xchunked`, 400],
  ['a negative length', `${post}\r\nContent-Length: -1`, 400],
  ['a length with a sign', `${post}\r\nContent-Length: +2`, 400],
  ['a length in hexadecimal', `${post}\r\nContent-Length: 0x2`, 400],
  ['a chunk with an invalid length', `${post}\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`, 400],
  ['an unknown expectation', `${post}\r\nExpect: x\r\nContent-Length: 0`, 417],
  [
    'two Sec-Fetch-Sites',
    `${post}\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\nContent-Length: 0`,
    403,
  ],
  ['two Origins', `${post}\r\nOrigin: http://a\r\nOrigin: http://evil.example\r\nContent-Length: 0`, 403],
  ['a method by override', `${post}\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0`, 400],
]

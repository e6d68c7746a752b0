/** The `meta` element by which a server that serves the API says so to its pages. `stories/findApi.ts` reads it. */
export function apiMark(api: 'server' | 'live'): string {
  return `<meta name="react-accepted-api" content="${api}">`
}

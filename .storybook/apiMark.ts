/** The `meta` element that tells pages that their server serves the API. `stories/findApi.ts` reads it. */
export function apiMark(api: 'server' | 'live'): string {
  return `<meta name="react-accepted-api" content="${api}">`
}

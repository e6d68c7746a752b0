import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname } from 'node:path'

import { apiMark } from '../../.storybook/apiMark.ts'
import type { Listeners } from '../../.storybook/simulatedApi.ts'

interface File {
  readonly body: Buffer | string
  readonly type: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Serves a built Storybook, and the API that its pages then call.
 *
 * @param apis if empty, this is a plain static host, and the simulator runs in the page
 */
export async function serveStorybook(
  folder: string,
  apis: Listeners = {},
): Promise<{ url: string; server: Server }> {
  const files = readFiles(folder, apis)
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const api = Object.entries(apis).find(([base]) => path.startsWith(`${base}/`))
    if (api) return api[1](request, response)
    const file = files.get(path === '/' ? '/index.html' : path)
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': file.type,
      // The names of these files change with their content.
      'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store',
    })
    response.end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.')
  return { url: `http://127.0.0.1:${address.port}`, server }
}

/** All files by their paths, read once: another build may replace the folder meanwhile. */
function readFiles(folder: string, apis: Listeners): ReadonlyMap<string, File> {
  const files = new Map<string, File>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!statSync(`${folder}/${name}`).isFile()) continue
    const body = readFileSync(`${folder}/${name}`)
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    const isMarked = name === 'iframe.html' && Object.keys(apis).length > 0
    files.set(`/${name}`, { type, body: isMarked ? mark(body.toString()) : body })
  }
  return files
}

function mark(html: string): string {
  return html.replace('<head>', `<head>${apiMark('server')}`)
}

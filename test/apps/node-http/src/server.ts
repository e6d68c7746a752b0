import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

import { toNodeListener } from 'react-accepted/server'

import { proxy } from './proxy.js'

const { PORT = '3000', PAGE = 'page' } = process.env
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const twilio = toNodeListener(proxy)

createServer((request, response) => {
  // Not with `new URL`, which throws for targets that any client may send, such as `//`.
  const target = request.url?.split('?', 1)[0] ?? '/'
  if (target.startsWith('/api/twilio/')) {
    twilio(request, response)
    return
  }
  // The leading slash keeps `..` inside the folder.
  const path = target === '/' ? '/index.html' : normalize(`/${target}`)
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'set-cookie': 'session=mara; HttpOnly; SameSite=Lax; Path=/',
  }
  readFile(join(PAGE, path)).then(
    (file) => response.writeHead(200, headers).end(file),
    () => response.writeHead(404).end(),
  )
}).listen(Number(PORT), '127.0.0.1')

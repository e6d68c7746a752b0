import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'

import { proxy } from './proxy.js'

const { PORT = '3000', PAGE = 'page' } = process.env

const app = new Hono()
app.all('/api/twilio/*', (context) => proxy(context.req.raw))
app.use(async (context, next) => {
  setCookie(context, 'session', 'mara', { httpOnly: true, sameSite: 'Lax' })
  await next()
})
app.use(serveStatic({ root: PAGE }))

serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' })

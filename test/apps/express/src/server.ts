import express from 'express'
import { toNodeListener } from 'react-accepted/server'

import { proxy } from './proxy.js'

const { PORT = '3000', PAGE = 'page' } = process.env

express()
  // Before any body parser: the proxy reads the body itself.
  .use('/api/twilio', toNodeListener(proxy))
  .use((_request, response, next) => {
    response.cookie('session', 'mara', { httpOnly: true, sameSite: 'lax' })
    next()
  })
  .use(express.static(PAGE))
  .listen(Number(PORT), '127.0.0.1')

import { createOrchestratorProxy } from 'react-accepted/server'
import { describe, expect, it } from 'vitest'

import { leaks, password, username } from './proxyKit.ts'

describe('construction', () => {
  const valid = {
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: () => false as const,
  }
  it.each([
    ['authorize', { authorize: undefined }, /authorize is missing.*everyone.*Pass a function/],
    ['credentials', { credentials: undefined }, /credentials.username is missing.*Twilio refuses.*Pass/],
    ['the password', { credentials: { username, password: '' } }, /credentials.password is missing/],
    [
      'a clean password',
      { credentials: { username, password: `${password}\n` } },
      /password has a character/,
    ],
    ['a clean username', { credentials: { username: 'SK:1', password } }, /username has a character/],
    ['basePath', { basePath: undefined }, /basePath is not a plain path/],
    ['a plain basePath', { basePath: '/api/../x' }, /basePath is not a plain path/],
    [
      'an https upstream',
      { upstream: { conversations: 'http://twilio.example.com', memory: 'https://m' } },
      /upstream.conversations/,
    ],
    [
      'an upstream without user',
      { upstream: { conversations: 'https://c', memory: 'https://u:p@m' } },
      /upstream.memory/,
    ],
    [
      'an upstream without query',
      { upstream: { conversations: 'https://c?', memory: 'https://m' } },
      /upstream.conversations/,
    ],
    ['real origins', { allowedOrigins: ['*'] }, /allowedOrigins holds.*no wildcard/],
    ['origins without a path', { allowedOrigins: ['https://a.example/'] }, /allowedOrigins/],
    ['origins other than null', { allowedOrigins: ['null'] }, /allowedOrigins/],
    ['a finite timeout', { timeoutMs: Infinity }, /timeoutMs is not a whole number/],
    ['a timeout a timer can hold', { timeoutMs: 2 ** 31 }, /timeoutMs/],
    ['a positive bound', { maxRequestBytes: 0 }, /maxRequestBytes/],
    ['a whole bound', { maxResponseBytes: 1.5 }, /maxResponseBytes/],
  ])('needs %s', (_what, wrong, message) => {
    const options = Object.assign({ ...valid }, wrong)
    expect(() => createOrchestratorProxy(options)).toThrow(message)
    expect(() => createOrchestratorProxy(options)).toThrow(TypeError)
  })

  it('never repeats a credential in its errors', () => {
    const credentials = { username, password: `${password}\n` }
    let message = ''
    try {
      createOrchestratorProxy({ ...valid, credentials })
    } catch (error) {
      message = String(error)
    }
    expect(message).not.toBe('')
    expect(leaks(new Response(), message)).toEqual([])
  })
})

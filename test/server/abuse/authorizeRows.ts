import { password } from '../exchange.ts'

/** What an untyped `authorize` may return or throw. */
export const authorizeRows: readonly (readonly [what: string, authorize: () => unknown, status: number])[] = [
  ['false', () => false, 403],
  ['undefined', () => undefined, 403],
  ['a promise of undefined', () => Promise.resolve(undefined), 403],
  ['null', () => null, 403],
  ['true', () => true, 403],
  ['1', () => 1, 403],
  ['a string', () => 'account-1', 403],
  ['an empty object', () => ({}), 403],
  ['an empty scope', () => ({ scope: '' }), 403],
  ['a scope of undefined', () => ({ scope: undefined }), 403],
  ['a scope that is a number', () => ({ scope: 1 }), 403],
  ['a scope that is true', () => ({ scope: true }), 403],
  ['a scope that is an array', () => ({ scope: ['account-1'] }), 403],
  ['a scope that is a promise', () => ({ scope: Promise.resolve('account-1') }), 403],
  ['a scope that is a String object', () => ({ scope: Object('account-1') }), 403],
  ['an array', () => ['account-1'], 403],
  ['a function', () => () => ({ scope: 'account-1' }), 403],
  ['a Response', () => new Response('{"scope":"account-1"}'), 500],
  ['a Response of 401', () => new Response('{"scope":"account-1"}', { status: 401 }), 401],
  ['a scope and 401', () => ({ scope: 'account-1', status: 401 }), 401],
  ['a scope and 403', () => ({ scope: 'account-1', status: 403 }), 403],
  ['a scope and 200', () => ({ scope: 'account-1', status: 200 }), 500],
  ['a status that is a string', () => ({ status: '401' }), 500],
  [
    'nothing, because it throws',
    () => {
      throw new Error(`db ${password}`)
    },
    500,
  ],
  ['nothing, because it rejects', () => Promise.reject(new Error(`db ${password}`)), 500],
  ['nothing, because it rejects with undefined', () => Promise.reject(undefined), 500],
  [
    'a scope that throws',
    () => ({
      get scope() {
        throw new Error(password)
      },
    }),
    500,
  ],
]

import { useSubmitOperation } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import type { AcceptedOperation, Endpoint, Resource, StandardSchema } from 'react-accepted/client'
import { useCreateConfiguration } from 'react-accepted/twilio'
import { expectTypeOf, it } from 'vitest'

const parts = {
  kind: 'import.create',
  version: 1,
  method: 'POST',
  takesIdempotencyKey: true,
} as const

interface Import {
  readonly url: string
  readonly rows?: number
}

it('an endpoint infers its input from its path, its body or its schema', () => {
  const byPath = defineOperation({ ...parts, path: ({ url }: Import) => url })
  expectTypeOf(byPath).toEqualTypeOf<Endpoint<Import>>()

  const byBody = defineOperation({ ...parts, path: () => '/imports', body: (input: Import) => input })
  expectTypeOf(byBody).toEqualTypeOf<Endpoint<Import>>()

  const schema: StandardSchema<unknown, Import> = {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ value: { url: '' } }) },
  }
  const bySchema = defineOperation({ ...parts, path: () => '/imports', schema, label: ({ url }) => url })
  expectTypeOf(bySchema).toEqualTypeOf<Endpoint<Import>>()
})

it('an endpoint without an input is submitted without one, and needs a kind only if its path is a function', () => {
  const endpoint = defineOperation({ path: '/reports', result: {} })
  expectTypeOf(endpoint).toEqualTypeOf<Endpoint<void>>()
  void useSubmitOperation(endpoint).submit()
  // @ts-expect-error -- It takes no input.
  void useSubmitOperation(endpoint).submit({ month: '2026-01' })
  // @ts-expect-error -- Nothing else could name it.
  defineOperation({ path: () => '/reports' })
})

it('submit takes the input of the endpoint, in the hook and in the client', () => {
  const endpoint = defineOperation({ ...parts, path: () => '/imports', body: (input: Import) => input })
  const { submit } = useSubmitOperation(endpoint)
  expectTypeOf(submit).parameters.toEqualTypeOf<[Import]>()
  // @ts-expect-error -- The URL is missing.
  void submit({ rows: 1 })

  const client = createOperationsClient({ baseUrl: '/api', operationPath: '/jobs/{operationId}' })
  expectTypeOf(client.submit(endpoint, { url: '/users.csv' })).resolves.toEqualTypeOf<AcceptedOperation>()
  // @ts-expect-error -- `rows` is a number.
  void client.submit(endpoint, { url: '/users.csv', rows: '1' })
  const short = defineOperation({ kind: 'import.create', path: '/imports', body: (input: Import) => input })
  expectTypeOf(short).toEqualTypeOf<Endpoint<Import>>()
  const definition = { ...parts, path: () => '/imports', body: (input: Import) => input }
  // @ts-expect-error -- A definition is not an endpoint yet.
  void client.submit(definition, { url: '/users.csv' })
})

it('defineOperation refuses an endpoint that could not be sent', () => {
  // @ts-expect-error -- `path` is required.
  defineOperation({ kind: 'import.create' })
  // @ts-expect-error -- A path is a text or a function.
  defineOperation({ kind: 'import.create', path: new URL('https://api.example.com/imports') })
  // @ts-expect-error -- A GET starts no operation.
  defineOperation({ ...parts, method: 'GET', path: () => '/imports' })
})

it('an intent narrows on its state', () => {
  const { intent } = useCreateConfiguration({
    onCompleted: ({ resource }) => expectTypeOf(resource).toEqualTypeOf<Resource>(),
    onFailed: ({ status }) => expectTypeOf(status).toEqualTypeOf<'FAILED' | 'CANCELLED'>(),
  })
  // @ts-expect-error -- Nothing may have been accepted yet.
  void intent.accepted
  if (intent.state === 'accepted') expectTypeOf(intent.accepted).toEqualTypeOf<AcceptedOperation>()
  if (intent.state === 'unconfirmed') expectTypeOf(intent.canSendAgain).toBeBoolean()
})

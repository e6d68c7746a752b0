import { useCreateConfiguration, useSubmitOperation } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import type { AcceptedOperation, OperationRecipe, Resource, StandardSchema } from 'react-accepted/client'
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

it('infers the input of a recipe from its path, its body or its schema', () => {
  const byPath = defineOperation({ ...parts, path: ({ url }: Import) => url })
  expectTypeOf(byPath).toEqualTypeOf<OperationRecipe<Import>>()

  const byBody = defineOperation({ ...parts, path: () => '/imports', body: (input: Import) => input })
  expectTypeOf(byBody).toEqualTypeOf<OperationRecipe<Import>>()

  const schema: StandardSchema<unknown, Import> = {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ value: { url: '' } }) },
  }
  const bySchema = defineOperation({ ...parts, path: () => '/imports', schema, label: ({ url }) => url })
  expectTypeOf(bySchema).toEqualTypeOf<OperationRecipe<Import>>()
})

it('gives the input on to submit, of the hook and of the client', () => {
  const recipe = defineOperation({ ...parts, path: () => '/imports', body: (input: Import) => input })
  const { submit } = useSubmitOperation(recipe)
  expectTypeOf(submit).parameters.toEqualTypeOf<[Import]>()
  // @ts-expect-error -- The URL is missing.
  void submit({ rows: 1 })

  const client = createOperationsClient({ baseUrl: '/api', operationPath: '/jobs/{operationId}' })
  expectTypeOf(client.submit(recipe, { url: '/users.csv' })).resolves.toEqualTypeOf<AcceptedOperation>()
  // @ts-expect-error -- Rows are a number.
  void client.submit(recipe, { url: '/users.csv', rows: '1' })
})

it('refuses a recipe that could not be sent', () => {
  // @ts-expect-error -- Whether it takes a key has to be said.
  defineOperation({ kind: 'import.create', version: 1, method: 'POST', path: () => '/imports' })
  // @ts-expect-error -- A GET starts nothing.
  defineOperation({ ...parts, method: 'GET', path: () => '/imports' })
})

it('narrows an intent on its state', () => {
  const { intent } = useCreateConfiguration({
    onCompleted: ({ resource }) => expectTypeOf(resource).toEqualTypeOf<Resource>(),
    onFailed: ({ status }) => expectTypeOf(status).toEqualTypeOf<'FAILED' | 'CANCELLED'>(),
  })
  // @ts-expect-error -- Nothing may have been accepted yet.
  void intent.accepted
  if (intent.state === 'accepted') expectTypeOf(intent.accepted).toEqualTypeOf<AcceptedOperation>()
  if (intent.state === 'unconfirmed') expectTypeOf(intent.canSendAgain).toBeBoolean()
})

import type {
  CreateConfigurationFormProps,
  DeleteConfigurationButtonProps,
  EditConfigurationFormProps,
  MemoryStoreSelectProps,
  OperationsProviderProps,
} from 'react-accepted'
import { createOperationsClient, createOrchestratorClient } from 'react-accepted/client'
import { expectTypeOf, it } from 'vitest'

const anyClient = createOperationsClient({ baseUrl: '/api', operationPath: '/jobs/{operationId}' })

it('needs what a component cannot be without', () => {
  expectTypeOf<object>().not.toExtend<OperationsProviderProps>()
  expectTypeOf<object>().not.toExtend<EditConfigurationFormProps>()
  expectTypeOf<object>().not.toExtend<DeleteConfigurationButtonProps>()
  expectTypeOf<object>().toExtend<CreateConfigurationFormProps>()
})

it('does not take what the component decides itself', () => {
  expectTypeOf<CreateConfigurationFormProps>().not.toHaveProperty('onSubmit')
  expectTypeOf<string>().not.toExtend<CreateConfigurationFormProps['children']>()
  expectTypeOf<MemoryStoreSelectProps>().not.toHaveProperty('multiple')
  expectTypeOf<MemoryStoreSelectProps>().not.toHaveProperty('defaultValue')
})

it('takes any client below a provider; a base URL of one origin, or one for each API', () => {
  expectTypeOf({ client: anyClient }).toExtend<OperationsProviderProps>()
  expectTypeOf(createOrchestratorClient).toBeCallableWith({ baseUrl: '/api/twilio' })
  expectTypeOf(createOrchestratorClient).toBeCallableWith({ baseUrl: { conversations: '/a', memory: '/b' } })
  // @ts-expect-error -- One of the two is no base for both.
  createOrchestratorClient({ baseUrl: { conversations: '/a' } })
  // @ts-expect-error -- An operation has to be found somewhere.
  createOperationsClient({})
})

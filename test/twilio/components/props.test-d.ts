import type { OperationsProviderProps } from 'react-accepted'
import { createOperationsClient } from 'react-accepted/client'
import type {
  CreateConfigurationFormProps,
  DeleteConfigurationButtonProps,
  EditConfigurationFormProps,
  MemoryStoreSelectProps,
} from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { expectTypeOf, it } from 'vitest'

const anyClient = createOperationsClient({ baseUrl: '/api', operationPath: '/jobs/{operationId}' })

it('the required props of a component are those it cannot work without', () => {
  expectTypeOf<object>().not.toExtend<OperationsProviderProps>()
  expectTypeOf<object>().not.toExtend<EditConfigurationFormProps>()
  expectTypeOf<object>().not.toExtend<DeleteConfigurationButtonProps>()
  expectTypeOf<object>().toExtend<CreateConfigurationFormProps>()
})

it('the props of a component exclude what it decides itself', () => {
  expectTypeOf<CreateConfigurationFormProps>().not.toHaveProperty('onSubmit')
  expectTypeOf<string>().not.toExtend<CreateConfigurationFormProps['children']>()
  expectTypeOf<MemoryStoreSelectProps>().not.toHaveProperty('multiple')
  expectTypeOf<MemoryStoreSelectProps>().not.toHaveProperty('defaultValue')
})

it('a provider takes any client; the base URL is one for both APIs, or one for each', () => {
  expectTypeOf({ client: anyClient }).toExtend<OperationsProviderProps>()
  expectTypeOf(createOrchestratorClient).toBeCallableWith({ baseUrl: '/api/twilio' })
  expectTypeOf(createOrchestratorClient).toBeCallableWith({ baseUrl: { conversations: '/a', memory: '/b' } })
  // @ts-expect-error -- A base URL for one API is not enough for both.
  createOrchestratorClient({ baseUrl: { conversations: '/a' } })
  // @ts-expect-error -- It needs a base URL and the path of an operation.
  createOperationsClient({})
})

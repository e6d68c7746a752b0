import type {
  ConfigurationFormParts,
  CreateConfigurationFormProps,
  FixedConfiguration,
} from 'react-accepted/twilio'
import { expectTypeOf, test } from 'vitest'

test('a fixed field has a value that can be sent', () => {
  expectTypeOf<{ memoryStoreId: string }>().toExtend<FixedConfiguration>()
  expectTypeOf<{ memoryStoreId: undefined }>().not.toExtend<FixedConfiguration>()
  expectTypeOf<{ memoryStoreId: null }>().not.toExtend<FixedConfiguration>()
  expectTypeOf<{ conversationGroupingType: 'GROUP_BY_MOON' }>().not.toExtend<FixedConfiguration>()
  expectTypeOf<'id'>().not.toExtend<keyof FixedConfiguration>()
})

test('only a field with one control can be bound to another control', () => {
  expectTypeOf<'description'>().toExtend<Parameters<ConfigurationFormParts['field']>[0]>()
  expectTypeOf<'channelSettings'>().not.toExtend<Parameters<ConfigurationFormParts['field']>[0]>()
  expectTypeOf<'nowhere'>().not.toExtend<Parameters<ConfigurationFormParts['field']>[0]>()
})

test('a function places the parts of the form', () => {
  expectTypeOf<string>().not.toExtend<CreateConfigurationFormProps['children']>()
})

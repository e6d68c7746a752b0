import type { ConfigurationFormParts, CreateConfigurationFormProps, FixedConfiguration } from 'react-accepted'
import { expectTypeOf, test } from 'vitest'

test('what is fixed is a value that can be sent', () => {
  expectTypeOf<{ memoryStoreId: string }>().toExtend<FixedConfiguration>()
  expectTypeOf<{ memoryStoreId: undefined }>().not.toExtend<FixedConfiguration>()
  expectTypeOf<{ memoryStoreId: null }>().not.toExtend<FixedConfiguration>()
  expectTypeOf<{ conversationGroupingType: 'GROUP_BY_MOON' }>().not.toExtend<FixedConfiguration>()
  expectTypeOf<'id'>().not.toExtend<keyof FixedConfiguration>()
})

test('only a field of one control is bound to another', () => {
  expectTypeOf<'description'>().toExtend<Parameters<ConfigurationFormParts['field']>[0]>()
  expectTypeOf<'channelSettings'>().not.toExtend<Parameters<ConfigurationFormParts['field']>[0]>()
  expectTypeOf<'nowhere'>().not.toExtend<Parameters<ConfigurationFormParts['field']>[0]>()
})

test('the parts stand where a function puts them', () => {
  expectTypeOf<string>().not.toExtend<CreateConfigurationFormProps['children']>()
})

import type { MessageOverrides, Messages, OperationsProviderProps } from 'react-accepted'
import { de, en } from 'react-accepted/locales'
import type { ConfigurationMessages, ConfigurationsTableMessages } from 'react-accepted/twilio'
import { expectTypeOf, it } from 'vitest'

type Left<TKey extends keyof ConfigurationMessages> = Omit<Messages, 'configurations'> & {
  readonly configurations: Omit<ConfigurationMessages, TKey>
}

it('Messages requires every message and every group', () => {
  expectTypeOf<Omit<Messages, 'statusIdle'>>().not.toExtend<Messages>()
  expectTypeOf<Omit<Messages, 'configurations'>>().not.toExtend<Messages>()
  expectTypeOf(en).toEqualTypeOf<Messages>()
  expectTypeOf(de).toEqualTypeOf<Messages>()
})

it('Messages requires every message in a group', () => {
  expectTypeOf<Messages['configurations']>().toEqualTypeOf<ConfigurationMessages>()
  expectTypeOf<Left<never>>().toExtend<Messages>()
  expectTypeOf<Left<'create'>>().not.toExtend<Messages>()
})

it('MessageOverrides requires no message and no group, and no message in a group', () => {
  expectTypeOf<keyof MessageOverrides>().toEqualTypeOf<keyof Messages>()
  expectTypeOf<Pick<Messages, 'statusIdle'>>().toExtend<MessageOverrides>()
  expectTypeOf<Required<MessageOverrides>['configurationsTable']>().toEqualTypeOf<
    Partial<ConfigurationsTableMessages>
  >()
})

it('MessageOverrides keeps the type of each message', () => {
  expectTypeOf<Required<MessageOverrides>['statusIdle']>().toEqualTypeOf<string>()
  expectTypeOf<Required<MessageOverrides>['trayCount']>().toEqualTypeOf<Messages['trayCount']>()
  expectTypeOf<{ readonly locale: undefined }>().toExtend<MessageOverrides>()
  expectTypeOf<{ readonly statusIdle: undefined }>().not.toExtend<MessageOverrides>()
})

it('a whole language and some of its messages can be given to a provider', () => {
  type Given = NonNullable<OperationsProviderProps['messages']>
  expectTypeOf<Given>().toEqualTypeOf<MessageOverrides>()
  expectTypeOf<Messages>().toExtend<Given>()
})

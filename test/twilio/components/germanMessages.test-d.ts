import type { CompleteMessages, ConfigurationMessages, OperationMessages } from 'react-accepted'
import { germanMessages } from 'react-accepted'
import { expectTypeOf, it } from 'vitest'

type Groups = Extract<OperationMessages[keyof OperationMessages], object>
type Left<TKey extends keyof ConfigurationMessages> = Omit<CompleteMessages, 'configurations'> & {
  readonly configurations: Omit<ConfigurationMessages, TKey>
}

it('asks for every word and every group', () => {
  expectTypeOf<keyof CompleteMessages>().toEqualTypeOf<keyof OperationMessages>()
  expectTypeOf<Omit<CompleteMessages, 'statusIdle'>>().not.toExtend<CompleteMessages>()
  expectTypeOf<Omit<CompleteMessages, 'configurations'>>().not.toExtend<CompleteMessages>()
})

it('asks for every word of a group', () => {
  expectTypeOf<CompleteMessages['configurations']>().toEqualTypeOf<ConfigurationMessages>()
  expectTypeOf<Left<never>>().toExtend<CompleteMessages>()
  expectTypeOf<Left<'create'>>().not.toExtend<CompleteMessages>()
})

it('is what a provider takes', () => {
  expectTypeOf(germanMessages).toExtend<OperationMessages>()
  expectTypeOf<CompleteMessages[keyof CompleteMessages]>().toExtend<Groups | string | undefined>()
})

/** All contestants, in the order of the table's columns. */
export const CONTESTANTS = {
  reactAccepted: { name: 'react-accepted', packageName: 'react-accepted' },
  useQueryLoop: { name: '`useQuery` loop', packageName: '@tanstack/react-query' },
  swr: { name: 'SWR', packageName: 'swr' },
  ahooks: { name: 'ahooks', packageName: 'ahooks' },
  rtkQuery: { name: 'RTK Query', packageName: '@reduxjs/toolkit' },
  coreLro: { name: 'core-lro', packageName: '@azure/core-lro' },
  utilWaiter: { name: 'util-waiter', packageName: '@smithy/util-waiter' },
} as const

export type ContestantKey = keyof typeof CONTESTANTS

export const CONTESTANT_KEYS: readonly ContestantKey[] = [
  'reactAccepted',
  'useQueryLoop',
  'swr',
  'ahooks',
  'rtkQuery',
  'coreLro',
  'utilWaiter',
]

export function isContestantKey(key: string | undefined): key is ContestantKey {
  return key !== undefined && key in CONTESTANTS
}

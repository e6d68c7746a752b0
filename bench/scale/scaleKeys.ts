import type { ContestantKey } from '../contestants/names.ts'

/** Contestants that work without React and so under a virtual clock. SWR and ahooks have only hooks. */
export const SCALE_KEYS = [
  'reactAccepted',
  'useQueryLoop',
  'rtkQuery',
  'coreLro',
  'utilWaiter',
] as const satisfies readonly ContestantKey[]

export type ScaleKey = (typeof SCALE_KEYS)[number]

/** Also the loop that only the profile has. */
export type DriverKey = ScaleKey | 'carefulLoop'

export function isDriverKey(key: string | undefined): key is DriverKey {
  return key === 'carefulLoop' || SCALE_KEYS.some((one) => one === key)
}

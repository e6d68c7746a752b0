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

export function isScaleKey(key: string | undefined): key is ScaleKey {
  return SCALE_KEYS.some((one) => one === key)
}

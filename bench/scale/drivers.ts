import type { ScaleKey } from './scaleKeys.ts'

/** Follows one operation without React, until told to stop. */
export type Follow = (operationId: string) => () => void

/** Imports the driver of one contestant and no other. */
export async function loadDriver(key: ScaleKey): Promise<Follow> {
  const { createDriver } = await imports[key]()
  return createDriver()
}

const imports: Record<ScaleKey, () => Promise<{ createDriver: () => Follow }>> = {
  reactAccepted: () => import('./followReactAccepted.ts'),
  useQueryLoop: () => import('./followQueryLoop.ts'),
  rtkQuery: () => import('./followRtkQuery.ts'),
  coreLro: () => import('./followCoreLro.ts'),
}

import type { ScaleKey } from './scaleKeys.ts'

/** Polls one operation without React. The returned function stops it. */
export type Follow = (operationId: string) => () => void

/** Imports only the driver of one contestant. */
export async function loadDriver(key: ScaleKey): Promise<Follow> {
  const { createDriver } = await imports[key]()
  return createDriver()
}

const imports: Record<ScaleKey, () => Promise<{ createDriver: () => Follow }>> = {
  reactAccepted: () => import('./followReactAccepted.ts'),
  useQueryLoop: () => import('./followQueryLoop.ts'),
  rtkQuery: () => import('./followRtkQuery.ts'),
  coreLro: () => import('./followCoreLro.ts'),
  utilWaiter: () => import('./followUtilWaiter.ts'),
}

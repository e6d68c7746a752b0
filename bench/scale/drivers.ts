import type { DriverKey } from './scaleKeys.ts'

/** Polls one operation without React. The returned function stops it. */
export type Follow = (operationId: string) => () => void

/** Imports only the driver of one contestant. */
export async function loadDriver(key: DriverKey): Promise<Follow> {
  const { createDriver } = await imports[key]()
  return createDriver()
}

const imports: Record<DriverKey, () => Promise<{ createDriver: () => Follow }>> = {
  reactAccepted: () => import('./followReactAccepted.ts'),
  useQueryLoop: () => import('./followQueryLoop.ts'),
  carefulLoop: () => import('./followCarefulLoop.ts'),
  rtkQuery: () => import('./followRtkQuery.ts'),
  coreLro: () => import('./followCoreLro.ts'),
  utilWaiter: () => import('./followUtilWaiter.ts'),
}

import type { CreateContestant } from './contestant.ts'
import type { ContestantKey } from './names.ts'

/** Imports only one contestant, because each runs in its own process. */
export async function loadContestant(key: ContestantKey): Promise<CreateContestant> {
  const { createContestant } = await imports[key]()
  return createContestant
}

const imports: Record<ContestantKey, () => Promise<{ createContestant: CreateContestant }>> = {
  reactAccepted: () => import('./reactAccepted.tsx'),
  useQueryLoop: () => import('./useQueryLoop.tsx'),
  swr: () => import('./swr.tsx'),
  ahooks: () => import('./ahooks.tsx'),
  rtkQuery: () => import('./rtkQuery.tsx'),
  coreLro: () => import('./coreLro.tsx'),
  utilWaiter: () => import('./utilWaiter.tsx'),
}

import type { ContestantKey } from '../contestants/names.ts'
import { CONTESTANT_KEYS } from '../contestants/names.ts'
import type { Measure } from '../report/measure.ts'
import type { Stat } from '../report/stat.ts'
import { toStat } from '../report/stat.ts'
import { measureSizes } from './measureSizes.ts'

/**
 * Measures how much each adds to the first load of a page. `npm run size` checks the limits of our package.
 */
export async function measureGzip(): Promise<Measure[]> {
  const sizes = await Promise.all(CONTESTANT_KEYS.map(async (key) => [key, await measureSizes(key)] as const))
  const toValues = (pick: 'withoutPeers' | 'withEverything') =>
    Object.fromEntries(
      sizes.map(([key, size]): [ContestantKey, readonly Stat[]] => [key, [toStat([size[pick]])]]),
    )
  return [
    {
      id: 'gzipWithoutPeers',
      label: 'Smallest program that polls, gzipped, kB, without TanStack Query',
      format,
      values: toValues('withoutPeers'),
    },
    {
      id: 'gzipWithEverything',
      label: '… with everything except React',
      format,
      values: toValues('withEverything'),
    },
  ]
}

function format(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

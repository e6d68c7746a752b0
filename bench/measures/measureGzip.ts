import type { ContestantKey } from '../contestants/names.ts'
import { CONTESTANT_KEYS } from '../contestants/names.ts'
import type { Measure } from '../report/measure.ts'
import type { Stat } from '../report/stat.ts'
import { toStat } from '../report/stat.ts'
import { measureSizes } from './measureSizes.ts'

/** How much each adds to a page before it shows. What our own package may add is for `npm run size` to say. */
export async function measureGzip(): Promise<Measure[]> {
  const sizes = await Promise.all(CONTESTANT_KEYS.map(async (key) => [key, await measureSizes(key)] as const))
  const toValues = (pick: 'withoutPeers' | 'withEverything') =>
    Object.fromEntries(
      sizes.map(([key, size]): [ContestantKey, readonly Stat[]] => [key, [toStat([size[pick]])]]),
    )
  return [
    {
      id: 'gzipWithoutPeers',
      label: 'Smallest program that polls, gzipped, kB, TanStack Query left out',
      format,
      values: toValues('withoutPeers'),
    },
    {
      id: 'gzipWithEverything',
      label: '… everything but React in it',
      format,
      values: toValues('withEverything'),
    },
  ]
}

function format(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

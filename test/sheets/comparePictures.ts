import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

import type { Place } from './drawSheet.ts'

export interface Difference {
  /** What differs, in words. */
  readonly words: string
  /** The actual picture with the differences in red; `undefined` if the sizes differ. */
  readonly png: Buffer | undefined
}

/**
 * The largest share of each band of each state that may differ. In a whole long form, a badge would not
 * count.
 */
const MAX_PART = 0.001
const BAND_HEIGHT = 100

/** What has changed between two sheets; `undefined` if nothing visible has. */
export function comparePictures(
  expectedPng: Buffer,
  actualPng: Buffer,
  places: readonly Place[],
): Difference | undefined {
  if (expectedPng.equals(actualPng)) return undefined
  const expected = PNG.sync.read(expectedPng)
  const actual = PNG.sync.read(actualPng)
  const { width, height } = actual
  if (expected.width !== width || expected.height !== height) {
    const words = `was ${expected.width} × ${expected.height} pixels and is ${width} × ${height}`
    return { words, png: undefined }
  }
  const difference = new PNG({ width, height })
  const options = { threshold: 0.1, includeAA: true, diffMask: true }
  pixelmatch(expected.data, actual.data, difference.data, width, height, options)
  const changed = [{ story: 'the whole sheet', x: 0, y: 0, width, height }, ...places].flatMap((place) => {
    const parts = toBands(place).map((band) => countMarked(difference, band) / (band.width * band.height))
    const part = Math.max(0, ...parts)
    return part > MAX_PART ? [`${place.story} (${(part * 100).toFixed(2)} %)`] : []
  })
  if (changed.length === 0) return undefined
  pixelmatch(expected.data, actual.data, difference.data, width, height, { ...options, diffMask: false })
  return { words: `looks different: ${changed.join(', ')}`, png: PNG.sync.write(difference) }
}

function toBands(place: Omit<Place, 'overflow'>): Omit<Place, 'overflow'>[] {
  const count = Math.max(1, Math.floor(place.height / BAND_HEIGHT))
  return Array.from({ length: count }, (_, at) => {
    const y = place.y + at * BAND_HEIGHT
    // The last band takes the remainder.
    return { ...place, y, height: at === count - 1 ? place.y + place.height - y : BAND_HEIGHT }
  })
}

/** How many pixels inside a place are marked, in a picture that is transparent everywhere else. */
function countMarked({ data, width }: PNG, place: Omit<Place, 'overflow'>): number {
  let count = 0
  for (let y = place.y; y < place.y + place.height; y++) {
    for (let x = place.x; x < place.x + place.width; x++) {
      if (data[(y * width + x) * 4 + 3] !== 0) count++
    }
  }
  return count
}

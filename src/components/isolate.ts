/** From the right to the left, or turned by marks. */
const TURNED =
  '\\u0590-\\u08FF\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}'

/** Begins and ends with what fixes its own order: nothing around it can turn that. */
const FIXED = new RegExp(`^(?![${TURNED}])\\p{L}(?:[^${TURNED}]*[\\p{L}\\p{M}\\d])?$`, 'u')

const MARKS = /[\u202A-\u202E\u2066-\u2069]/g

/**
 * What somebody typed, for a place within a message that is one string: neither turns the other around. `2024 Sales-`
 * would be `-Sales 2024` in a text from the right to the left. Elements have `<bdi>` for it. A name that keeps its order
 * anywhere stays as it is, so that what is read out, copied or compared has nothing invisible in it without need.
 */
export function isolate(text: string): string
export function isolate(text: string | undefined): string | undefined
export function isolate(text: string | undefined): string | undefined {
  if (!text || FIXED.test(text)) return text
  // Between "first strong isolate" and "pop directional isolate". A mark of its own would end that.
  return `\u2068${text.replaceAll(MARKS, '')}\u2069`
}

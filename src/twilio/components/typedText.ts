/**
 * What people type and paste, read as they meant it. This is the whole law:
 *
 * - Nothing is ever cut. What cannot be read is left as it is, and the schema says what is wrong.
 * - A text, such as a description or an identity, loses only spaces and invisible characters at its ends.
 * - A name or a code, such as an ID or a URL, loses invisible characters everywhere; every kind of space is a space.
 * - A number also takes digits of any script and width.
 */

/** Soft hyphens, zero-width characters, directional marks, and control characters that are no white space. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?!\s)\p{Cc}/gu

const ENDS = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}]+|[\s\p{Default_Ignorable_Code_Point}\p{Cc}]+$/gu

/** Hyphens that look like the one on the keyboard. */
const HYPHENS = /[\u2010\u2011\uFE63\uFF0D]/g

/** A text without what is invisible at its ends. Inside it may join letters or turn their direction. */
export function toTypedText(typed: string): string {
  return typed.replaceAll(ENDS, '')
}

/** An ID, a URL or the like: nothing invisible, and only one kind of space. */
export function toTypedCode(typed: string): string {
  return typed.replaceAll(INVISIBLE, '').replaceAll(/\s/g, ' ').trim()
}

/** A name of the API, which takes only plain letters, digits, spaces and hyphens. */
export function toTypedName(typed: string): string {
  return toTypedCode(typed).replaceAll(HYPHENS, '-')
}

/** A number with ASCII digits, whatever script or width it was typed in. */
export function toTypedNumber(typed: string): string {
  return toTypedCode(typed.normalize('NFKC')).replaceAll(/\p{Nd}/gu, (digit) => String(toDigit(digit)))
}

/** A text as it looks, for comparing what is searched for with what is on the screen. */
export function toSearchText(text: string): string {
  return toTypedName(text.normalize('NFKC')).replaceAll(/ +/g, ' ').toLowerCase()
}

/** Digits of a script stand together, ten in a row, from zero on. */
function toDigit(digit: string): number {
  const at = digit.codePointAt(0) ?? 0
  let zero = at
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (at - zero) % 10
}

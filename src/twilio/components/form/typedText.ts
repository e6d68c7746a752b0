/**
 * Normalizes what users type and paste. These are all the rules:
 *
 * - Nothing is ever truncated. Invalid input is left as it is, and the schema reports it.
 * - A text, such as a description or an identity, loses only spaces and invisible characters at its ends.
 * - A name or a code, such as an ID or a URL, loses invisible characters everywhere; every kind of space
 *   becomes a plain one.
 * - A number may also have digits of any script and width.
 */

/** Soft hyphens, zero-width characters, directional marks, and control characters other than white space. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?!\s)\p{Cc}/gu

const ENDS = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}]+|[\s\p{Default_Ignorable_Code_Point}\p{Cc}]+$/gu

/** Hyphens that look like the one on the keyboard, U+002D. */
const HYPHENS = /[\u2010\u2011\uFE63\uFF0D]/g

/** A text without invisible characters at its ends. Inside, they may join letters or set their direction. */
export function toTypedText(typed: string): string {
  return typed.replaceAll(ENDS, '')
}

/** An ID, a URL or the like: trimmed, without invisible characters, and with only one kind of space. */
export function toTypedCode(typed: string): string {
  return typed.replaceAll(INVISIBLE, '').replaceAll(/\s/g, ' ').trim()
}

/** A name for the API, which accepts only plain letters, digits, spaces and hyphens. */
export function toTypedName(typed: string): string {
  return toTypedCode(typed).replaceAll(HYPHENS, '-')
}

/** A number with ASCII digits, whatever script or width it was typed in. */
export function toTypedNumber(typed: string): string {
  return toTypedCode(typed.normalize('NFKC')).replaceAll(/\p{Nd}/gu, (digit) => String(toDigit(digit)))
}

/** A text as it looks on the screen, for matching it against a search term. */
export function toSearchText(text: string): string {
  return toTypedName(text.normalize('NFKC')).replaceAll(/ +/g, ' ').toLowerCase()
}

/** The digits of a script are ten consecutive code points, starting with zero. */
function toDigit(digit: string): number {
  const at = digit.codePointAt(0) ?? 0
  let zero = at
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (at - zero) % 10
}

import { PSEUDO_BRACKETS } from '../../../stories/toPseudoMessages.ts'

const [OPENING, CLOSING] = PSEUDO_BRACKETS
const SPOKEN = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'data-label',
]

/**
 * The texts that a page shows or announces outside the pseudo-language's brackets, except for data.
 *
 * @param page the page, or the part of it that has changed
 * @param isData true for a text that comes from the application or the server
 */
export function findForeignTexts(page: Element, isData: (text: string) => boolean): string[] {
  return listTexts(page)
    .flatMap((text) => withoutBrackets(text).split(' · '))
    .filter((text) => text !== '' && !isNumber(text) && !isArabic(text) && !isData(text))
}

function listTexts(page: Element): string[] {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  const texts: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // IDs that can be copied are marked with `translate="no"`.
    if (!node.parentElement?.closest('[translate="no"]')) texts.push(node.textContent ?? '')
  }
  for (const element of [page, ...page.querySelectorAll('*')]) {
    if (element.closest('[translate="no"]')) continue
    texts.push(...SPOKEN.flatMap((name) => element.getAttribute(name) ?? []))
  }
  return texts
}

/** Brackets nest: a text may contain another one, as in "Copy [Operation ID]". */
function withoutBrackets(text: string): string {
  let depth = 0
  let left = ''
  for (const character of text.replaceAll(/[\u200e\u200f]/g, '')) {
    if (character === OPENING) depth += 1
    else if (character === CLOSING) depth -= 1
    else if (depth === 0) left += character
  }
  return left.trim()
}

/** True for what `Intl` formatted: the `locale` of the pseudo-messages is Arabic. */
function isArabic(text: string): boolean {
  return /\p{Script=Arabic}|[٠-٩]/u.test(text) && !/[A-Za-z0-9]/.test(text)
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text)
}

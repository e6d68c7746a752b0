/** What may be cut off: text for screen readers only, and what shows its overflow or scrolls on its own. */
const MAY_BE_CUT =
  '.ra-live-region, .ra-visually-hidden, .ra-visually-hidden *, thead, thead *, .ra-progress-track, select, input, textarea'

/** What makes the page scroll sideways, and what is cut off. */
export function findOverflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const sideways =
    scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} pixels too wide`] : []
  const cut = [...document.body.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    if (element.matches(MAY_BE_CUT) || !element.checkVisibility()) return []
    const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element)
    const cutsWidth = isCutting(overflowX) && textOverflow !== 'ellipsis'
    const cutsHeight = isCutting(overflowY) && webkitLineClamp === 'none'
    const { scrollWidth: width, clientWidth: room, scrollHeight: height, clientHeight: roomAbove } = element
    return [
      ...(cutsWidth && width > room + 1
        ? [`${nameOf(element)} is cut by ${width - room} pixels at its side`]
        : []),
      ...(cutsHeight && height > roomAbove + 1
        ? [`${nameOf(element)} is cut by ${height - roomAbove} pixels below`]
        : []),
    ]
  })
  return [...sideways, ...cut]
}

function isCutting(overflow: string): boolean {
  return overflow === 'hidden' || overflow === 'clip'
}

export function nameOf(element: Element): string {
  const part = element.getAttribute('data-part')
  return `${element.localName}${part ? `[data-part=${part}]` : `.${element.className}`}`
}

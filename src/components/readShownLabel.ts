import { isElement, rootOf } from './ownRoot.ts'

/** What a control is called on the page, whoever has put its label there; `undefined` where it has none. */
export function readShownLabel(control: Element): string | undefined {
  // The label of a radio button is that of one choice.
  const group = control.getAttribute('type') === 'radio' && control.closest('fieldset, [role="radiogroup"]')
  const named = group || control
  const root = rootOf(control)
  const byId = (named.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => root.getElementById(id))
  const labels = byId.some(Boolean) ? byId : group ? [group.querySelector('legend')] : listLabels(control)
  const text = labels.map(toText).filter(Boolean).join(' ')
  return text || named.getAttribute('aria-label') || undefined
}

/** By the attributes, which any kind of control may have. */
function listLabels(control: Element): Element[] {
  const around = control.closest('label')
  const given = rootOf(control).querySelectorAll('label')
  return Array.from(given).filter((label) => label === around || label.htmlFor === control.id)
}

/** A label may stand around its control, and hold what is not read out. */
function toText(label: Element | null): string {
  if (!label) return ''
  const parts = Array.from(label.childNodes, (node) => {
    if (!('localName' in node)) return node.textContent ?? ''
    return isElement(node) && !node.matches(NO_TEXT) ? toText(node) : ''
  })
  return parts.join('').replaceAll(/\s+/g, ' ').trim()
}

const NO_TEXT = 'select, input, textarea, button, [aria-hidden="true"]'

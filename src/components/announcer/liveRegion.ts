import { rootOf } from '../elements/ownRoot.ts'

/** Two elements whose changes screen readers announce: one politely, the other assertively. */
export interface LiveRegion {
  readonly root: HTMLElement
  readonly say: (polite: string, urgent: string) => void
}

/** Hides the region even where our stylesheet does not apply. Set by script, which a strict CSP allows. */
const HIDDEN = {
  position: 'fixed',
  'inset-block-start': '0',
  'inset-inline-start': '0',
  'inline-size': '1px',
  'block-size': '1px',
  overflow: 'hidden',
  'clip-path': 'inset(50%)',
  'white-space': 'nowrap',
}

/** Appends a live region to an element. Empty at first: screen readers only announce later changes. */
export function createLiveRegion(place: Element, lang: string | undefined): LiveRegion {
  const { ownerDocument } = place
  const root = ownerDocument.createElement('div')
  const polite = ownerDocument.createElement('output')
  const urgent = ownerDocument.createElement('span')
  urgent.setAttribute('role', 'alert')
  root.className = 'ra-live-region'
  polite.className = 'ra-live-polite'
  urgent.className = 'ra-live-urgent'
  if (lang !== undefined) root.lang = lang
  for (const [name, value] of Object.entries(HIDDEN)) root.style.setProperty(name, value)
  root.append(polite, urgent)
  place.append(root)
  return {
    root,
    say(politely, urgently) {
      polite.textContent = politely
      urgent.textContent = urgently
    },
  }
}

const MODALS = 'dialog[open], [aria-modal="true"]'

/**
 * Where screen readers hear announcements now: in the topmost modal if there is one, else in the body.
 *
 * @param pages documents to look in
 * @param anchors our elements, which may be in shadow roots
 * @returns `undefined` if nothing can be heard at the moment
 */
export function placeOfNews(pages: Iterable<Document>, anchors: Iterable<Element>): Element | undefined {
  const ours = [...anchors]
  for (const page of withPagesAround(pages)) {
    const chains = [focusedIn(page), ...ours].map((element) => [...around(element)])
    const roots = new Set<ParentNode>([page, ...chains.flat().map(rootOf)])
    const modals = [
      // The modal with the focus is on top; if none has it, most likely the last one is.
      ...chains.flat().filter((element) => element.matches(MODALS)),
      ...[...roots].flatMap((root) => [...root.querySelectorAll(MODALS)].toReversed()),
    ].filter((modal) => modal.ownerDocument === page && isModal(modal) && isShown(modal))
    const places = modals.length > 0 ? modals : [page.body]
    const place = places.find(isExposedToAT)
    if (place) return place
  }
  return undefined
}

/** True if screen readers announce changes in an element: not if it is removed, hidden, or behind a modal. */
export function isExposedToAT(element: Element): boolean {
  const { defaultView, visibilityState } = element.ownerDocument
  if (!defaultView || !element.isConnected || visibilityState === 'hidden' || !isShown(element)) return false
  const chain = [...around(element)]
  const dialogs = [...element.ownerDocument.querySelectorAll('dialog[open]')].filter(isModal)
  if (dialogs.length > 0 && !dialogs.some((dialog) => chain.includes(dialog))) return false
  return !defaultView.frameElement || isExposedToAT(defaultView.frameElement)
}

/**
 * Includes the pages around iframes, because their modals silence what is in the iframe. Focused pages first.
 */
function withPagesAround(pages: Iterable<Document>): Document[] {
  const all = new Set<Document>()
  for (const page of pages) {
    let one: Document | undefined = page
    while (one?.defaultView) {
      all.add(one)
      one = one.defaultView.frameElement?.ownerDocument
    }
  }
  return [...all].toSorted((one, other) => Number(other.hasFocus()) - Number(one.hasFocus()))
}

function focusedIn(page: Document): Element | null {
  let focused = page.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused
}

/** An element and everything it is rendered in, through slots and out of shadow roots. */
function* around(element: Element | null): Generator<Element> {
  let one = element
  while (one) {
    yield one
    const root = rootOf(one)
    one = one.assignedSlot ?? one.parentElement ?? ('host' in root ? root.host : null)
  }
}

function isShown(element: Element): boolean {
  if ([...around(element)].some((one) => one.matches('[inert], [aria-hidden="true"]'))) return false
  // Environments without layout do not have it: assume that the element is shown.
  return !('checkVisibility' in element) || element.checkVisibility({ visibilityProperty: true })
}

/** A `<dialog>` that was opened without `showModal` does not block the page. */
function isModal(element: Element): boolean {
  if (element.localName !== 'dialog' || element.matches('[aria-modal="true"]')) return true
  try {
    return element.matches(':modal')
  } catch {
    // The browser does not support `:modal`.
    return false
  }
}

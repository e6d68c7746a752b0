import { rootOf } from './ownRoot.ts'

const MODALS = 'dialog[open], [aria-modal="true"]'

/**
 * Where a screen reader hears news now: in the modal on top, where there is one, else in the body of the page.
 *
 * @param pages documents to look in
 * @param anchors elements of ours, which may stand in shadow roots
 * @returns `undefined` where nothing is heard at the moment
 */
export function placeOfNews(pages: Iterable<Document>, anchors: Iterable<Element>): Element | undefined {
  const ours = [...anchors]
  for (const page of withPagesAround(pages)) {
    const chains = [focusedIn(page), ...ours].map((element) => [...around(element)])
    const roots = new Set<ParentNode>([page, ...chains.flat().map(rootOf)])
    const modals = [
      // The one with the focus lies on top; without any focus, the last one most likely does.
      ...chains.flat().filter((element) => element.matches(MODALS)),
      ...[...roots].flatMap((root) => [...root.querySelectorAll(MODALS)].toReversed()),
    ].filter((modal) => modal.ownerDocument === page && isModal(modal) && isShown(modal))
    const places = modals.length > 0 ? modals : [page.body]
    const place = places.find(isHeard)
    if (place) return place
  }
  return undefined
}

/** Whether a screen reader tells what changes in an element: not where it is gone, hidden, or behind a modal. */
export function isHeard(element: Element): boolean {
  const { defaultView, visibilityState } = element.ownerDocument
  if (!defaultView || !element.isConnected || visibilityState === 'hidden' || !isShown(element)) return false
  const chain = [...around(element)]
  const dialogs = [...element.ownerDocument.querySelectorAll('dialog[open]')].filter(isModal)
  if (dialogs.length > 0 && !dialogs.some((dialog) => chain.includes(dialog))) return false
  return !defaultView.frameElement || isHeard(defaultView.frameElement)
}

/** What is in an iframe is not heard behind a modal of the page around it. */
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

/** An element and all that it is shown in, also through slots and out of shadow roots. */
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
  // A page without a layout cannot tell.
  return !('checkVisibility' in element) || element.checkVisibility({ visibilityProperty: true })
}

/** A `<dialog>` that was opened without `showModal` leaves the page as it is. */
function isModal(element: Element): boolean {
  if (element.localName !== 'dialog' || element.matches('[aria-modal="true"]')) return true
  try {
    return element.matches(':modal')
  } catch {
    // A browser that does not know the word.
    return false
  }
}

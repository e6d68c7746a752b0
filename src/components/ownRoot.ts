/*
 * An element may stand in a shadow root, or in the document of an iframe or a popup, while this script runs in another
 * window. So it is asked for its own root, and classes of this window, as in `instanceof`, say nothing of it.
 */

/** The document or shadow root that an element stands in: whoever looks for an ID looks there. */
export function rootOf(element: Element): Document | ShadowRoot {
  const root = element.getRootNode()
  return isRoot(root) ? root : element.ownerDocument
}

/** True where nothing has the focus, neither on the element's own page nor on the pages around it. */
export function isFocusLost(element: Element): boolean {
  const { activeElement, body, defaultView } = element.ownerDocument
  const frame = defaultView?.frameElement
  return (
    (!activeElement || activeElement === body) &&
    // A frame that does not have the focus has nothing to lose.
    (!frame || rootOf(frame).activeElement === frame || isFocusLost(frame))
  )
}

export function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'localName' in target
}

export function isInput(target: EventTarget | null): target is HTMLInputElement {
  return isElement(target) && target.localName === 'input'
}

function isRoot(node: Node): node is Document | ShadowRoot {
  return 'activeElement' in node
}

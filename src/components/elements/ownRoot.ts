/*
 * An element may be in a shadow root, or in the document of an iframe or a popup, while this script runs in
 * another window. So use the element's own root, and no `instanceof`, because that compares with classes of
 * this window.
 */

/** The document or shadow root that contains an element. Look up IDs there. */
export function rootOf(element: Element): Document | ShadowRoot {
  const root = element.getRootNode()
  return isRoot(root) ? root : element.ownerDocument
}

/** True if nothing has the focus, neither on the element's own page nor on the pages around it. */
export function isFocusLost(element: Element): boolean {
  const { activeElement, body, defaultView } = element.ownerDocument
  const frame = defaultView?.frameElement
  return (
    (!activeElement || activeElement === body) &&
    // If the focus is outside the frame, it is not lost.
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

const METHODS = ['appendChild', 'insertBefore'] as const

/**
 * Finds the text nodes that React keeps in our elements: texts beside other children, and components that
 * render only a text. A browser that translates a page replaces each such node with an element, and React
 * then fails to insert before it, remove it or change it. React keeps no node for a text that is an only
 * child.
 *
 * @returns a function that stops the watch and returns the texts found, one line for each
 */
export function watchTexts(): () => string[] {
  const found: { readonly parent: Element; readonly text: Text }[] = []
  const { prototype } = Node
  const originals = METHODS.map((method) => Object.getOwnPropertyDescriptor(prototype, method) ?? {})
  for (const [index, method] of METHODS.entries()) {
    const { value } = originals[index] ?? {}
    Object.defineProperty(prototype, method, {
      ...originals[index],
      value(this: Node, ...given: unknown[]) {
        const [child] = given
        if (child instanceof Text && this instanceof Element) found.push({ parent: this, text: child })
        return Reflect.apply(value, this, given)
      },
    })
  }
  return () => {
    for (const [index, method] of METHODS.entries())
      Object.defineProperty(prototype, method, originals[index] ?? {})
    // React sets an element's class after it appends the children.
    const lines = found
      .filter(({ parent }) => parent.getAttribute('class')?.startsWith('ra-'))
      .map(({ parent, text }) => `<${parent.localName} class="${parent.className}"> ${text.data}`)
    return [...new Set(lines)]
  }
}

const METHODS = ['appendChild', 'insertBefore'] as const

/**
 * Finds the texts that React makes a node of in elements of ours: beside other children, or where a component is
 * nothing but a text. A browser that translates puts an element in the place of each such node, and React then fails to
 * put something before it, to remove it or to change it. Of a text that is its element's only child, React keeps no node.
 *
 * @returns ends it and says what was found, one line for each
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
    // React gives an element its class after its children.
    const lines = found
      .filter(({ parent }) => parent.getAttribute('class')?.startsWith('ra-'))
      .map(({ parent, text }) => `<${parent.localName} class="${parent.className}"> ${text.data}`)
    return [...new Set(lines)]
  }
}

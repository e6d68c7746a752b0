interface Fiber {
  readonly type: unknown
  readonly flags: number
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
}

const PERFORMED_WORK = 1

/** The names of the components that React rendered in its latest commit below a root element. */
export function renderedComponents(container: Element): string[] {
  const key = Object.keys(container).find((name) => name.startsWith('__reactContainer$'))
  if (!key) throw new Error('This element is not a React root.')
  const root: { stateNode: { current: Fiber } } = Reflect.get(container, key)
  return collect(root.stateNode.current)
}

function collect(fiber: Fiber): string[] {
  const names: string[] = []
  for (let child = fiber.child; child; child = child.sibling) {
    const name = nameOf(child.type)
    if (name && child.flags & PERFORMED_WORK) names.push(name)
    // React did not visit the children if they are the same as before.
    if (child.child !== child.alternate?.child) names.push(...collect(child))
  }
  return names
}

function nameOf(type: unknown): string | undefined {
  if (typeof type === 'function') return type.name
  if (typeof type === 'object' && type !== null && 'render' in type) return nameOf(type.render)
  return typeof type === 'object' && type !== null && 'type' in type ? nameOf(type.type) : undefined
}

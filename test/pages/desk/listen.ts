import type { CDPSession, Page } from 'playwright'
import * as z from 'zod/mini'

/** What a screen reader would say, in order. */
export interface Listener {
  /**
   * Everything announced since the last call, one line each, with placeholders for times and IDs.
   *
   * @param last part of the line to wait for
   */
  readonly told: (last: string) => Promise<readonly string[]>
}

const Value = z.object({ value: z.optional(z.union([z.string(), z.number(), z.boolean()])) })
const Tree = z.object({
  nodes: z.array(
    z.object({
      nodeId: z.string(),
      ignored: z.boolean(),
      role: z.optional(Value),
      name: z.optional(Value),
      description: z.optional(Value),
      parentId: z.optional(z.string()),
      childIds: z.optional(z.array(z.string())),
      properties: z.optional(z.array(z.object({ name: z.string(), value: Value }))),
    }),
  ),
})
type Node = z.infer<typeof Tree>['nodes'][number]

/**
 * Reads the accessibility tree in a loop and records what a screen reader would say: changes inside live
 * regions, and where the focus goes. A new name for a control that keeps the focus is not recorded.
 */
export async function listen(page: Page): Promise<Listener> {
  const session = await page.context().newCDPSession(page)
  await session.send('Accessibility.enable')
  const lines: string[] = []
  let { regions, focus: focused } = await read(session)

  const reading = (async () => {
    while (!page.isClosed()) {
      const { regions: now, focus } = await read(session)
      for (const [id, { politeness, text }] of now) {
        if (text !== '' && text !== regions.get(id)?.text) lines.push(`${politeness}: ${toPlain(text)}`)
      }
      regions = now
      if (focus.nodeId !== focused.nodeId && focus.text !== '') lines.push(`focus: ${toPlain(focus.text)}`)
      focused = focus
    }
  })()
  reading.catch(() => undefined) // the page is gone

  return {
    async told(last) {
      while (!lines.some((line) => line.includes(last))) await read(session)
      // Two complete reads from now on include what has just happened.
      await read(session)
      await read(session)
      return lines.splice(0)
    },
  }
}

async function read(session: CDPSession) {
  const { nodes } = Tree.parse(await session.send('Accessibility.getFullAXTree'))
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const regions = new Map<string, { politeness: string; text: string }>()
  let focus = { nodeId: '', text: '' }
  for (const node of nodes) {
    const live = propertyOf(node, 'live')
    const isRoot = propertyOf(node, 'root') !== undefined || live !== undefined
    if (!node.ignored && isRoot && (live === 'polite' || live === 'assertive') && !isInside(node, live))
      regions.set(node.nodeId, { politeness: live, text: textOf(node) })
    if (propertyOf(node, 'focused') === true && node.role?.value !== 'RootWebArea')
      focus = { nodeId: node.nodeId, text: toFocusText(node) }
  }
  return { regions, focus }

  /** Whether the node is part of a region that is found anyway. */
  function isInside({ parentId }: Node, live: string): boolean {
    const parent = parentId === undefined ? undefined : byId.get(parentId)
    return parent !== undefined && (propertyOf(parent, 'live') === live || isInside(parent, live))
  }

  function textOf({ childIds = [], role, name, ignored }: Node): string {
    if (!ignored && role?.value === 'StaticText') return String(name?.value ?? '')
    return childIds
      .flatMap((id) => byId.get(id) ?? [])
      .map(textOf)
      .filter(Boolean)
      .join(' ')
  }
}

function toFocusText({ role, name, description }: Node): string {
  return [role?.value, name?.value, description?.value].filter(Boolean).join(', ')
}

function propertyOf({ properties = [] }: Node, name: string): unknown {
  return properties.find((property) => property.name === name)?.value.value
}

function toPlain(text: string): string {
  return text
    .replaceAll(/proc_job_\w+/g, '<operation>')
    .replaceAll(/conv_configuration_\w+/g, '<configuration>')
    .replaceAll(/\d+s\b/g, '<seconds>')
}

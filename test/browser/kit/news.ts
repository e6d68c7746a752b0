import { onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'
import * as z from 'zod/mini'

const Frames = z.object({
  frameTree: z.object({ frame: z.object({ id: z.string() }), childFrames: z.optional(z.array(z.unknown())) }),
})
const Tree = z.object({
  nodes: z.array(
    z.object({
      nodeId: z.string(),
      ignored: z.boolean(),
      role: z.optional(z.object({ value: z.string() })),
      name: z.optional(z.object({ value: z.string() })),
      childIds: z.optional(z.array(z.string())),
    }),
  ),
})

/** The current texts of the live regions that a screen reader can reach, in every frame. */
export async function liveTexts(): Promise<string[]> {
  const session = cdp()
  const { frameTree } = Frames.parse(await session.send('Page.getFrameTree'))
  const texts: string[] = []
  for (const frameId of framesOf(frameTree)) {
    const { nodes } = Tree.parse(await session.send('Accessibility.getFullAXTree', { frameId }))
    const byId = new Map(nodes.map((node) => [node.nodeId, node]))
    const textOf = (id: string): string => {
      const { role, name, ignored = true, childIds = [] } = byId.get(id) ?? {}
      return role?.value === 'StaticText' && !ignored ? (name?.value ?? '') : childIds.map(textOf).join('')
    }
    for (const { nodeId, role, ignored } of nodes)
      if (!ignored && /^(status|alert)$/.test(role?.value ?? '')) texts.push(textOf(nodeId))
  }
  return texts.filter(Boolean)
}

function framesOf(tree: unknown): string[] {
  const { frame, childFrames = [] } = Frames.parse({ frameTree: tree }).frameTree
  return [frame.id, ...childFrames.flatMap(framesOf)]
}

/** Records every text put into a live region from now on, and whether the region existed before its text. */
export function recordNews(...roots: readonly Node[]) {
  const news: string[] = []
  const early = new Set<Node>(roots.flatMap((root) => [...regionsIn(root)]))
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      const text = [...addedNodes].map(({ textContent }) => textContent).join('')
      if (early.has(target) && text) news.push(text)
    }
    for (const { addedNodes } of records)
      for (const added of addedNodes)
        for (const region of regionsIn(added)) {
          if (region.textContent) news.push(`too early: ${region.textContent}`)
          early.add(region)
        }
  })
  for (const root of [document, ...roots]) observer.observe(root, { childList: true, subtree: true })
  onTestFinished(() => observer.disconnect())
  return news
}

function regionsIn(node: Node): Element[] {
  return 'querySelectorAll' in node
    ? [...(node as ParentNode).querySelectorAll('output, [role="alert"]')]
    : []
}

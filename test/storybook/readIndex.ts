import * as z from 'zod/mini'

const Index = z.object({
  entries: z.record(
    z.string(),
    z.object({
      id: z.string(),
      title: z.string(),
      name: z.string(),
      type: z.string(),
      tags: z.optional(z.array(z.string())),
    }),
  ),
})

export interface IndexEntry {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly type: 'docs' | 'story'
  /** Hidden entries exist for tests only. */
  readonly isInSidebar: boolean
}

/** Everything that Storybook shows, in the order of its sidebar. */
export async function readIndex(storybookUrl: string): Promise<IndexEntry[]> {
  const answer = await fetch(`${storybookUrl}/index.json`)
  const { entries } = Index.parse(await answer.json())
  return Object.values(entries).map(({ id, title, name, type, tags = [] }) => ({
    id,
    title,
    name,
    type: type === 'docs' ? 'docs' : 'story',
    isInSidebar: tags.includes('dev'),
  }))
}

import { readIndex } from '../storybook/readIndex.ts'

/** A component as the sidebar shows it, with its states in order. */
export interface Component {
  readonly name: string
  readonly stories: readonly Story[]
}

export interface Story {
  readonly id: string
  readonly name: string
}

/** The sections of the sidebar that hold components; the others hold pages made of them. */
const SHELVES = /^(Components|Twilio)\//

/** Components small enough to share a sheet, because there may be 100 pictures at most. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^Delete.*Button$/, 'DeleteButtons'],
  [/^Operation(StatusBadge|Progress)$/, 'BadgeAndProgress'],
]

/** Every visible story in Storybook, by component. A new one is added to the next sheet automatically. */
export async function findComponents(storybookUrl: string): Promise<Component[]> {
  const stories = new Map<string, Story[]>()
  for (const { id, title, name, type, isInSidebar } of await readIndex(storybookUrl)) {
    if (type !== 'story' || !isInSidebar || !SHELVES.test(title)) continue
    const component = title.replace(SHELVES, '').replaceAll('/', '-')
    const group = GROUPS.find(([pattern]) => pattern.test(component))?.[1]
    const story = { id, name: group ? `${component}: ${name}` : name }
    const sheet = group ?? component
    stories.set(sheet, [...(stories.get(sheet) ?? []), story])
  }
  return [...stories].map(([name, list]) => ({ name, stories: list }))
}

import { existsSync, readdirSync } from 'node:fs'

/** Every Markdown page for readers of the project, the README first, with the task pages if there are any. */
export function findPages(): string[] {
  const roots = readdirSync('.').filter((name) => name.endsWith('.md'))
  const folders = ['docs', 'stories/tasks'].filter((folder) => existsSync(folder))
  const inside = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (/\.mdx?$/.test(name) ? [`${folder}/${name}`] : [])),
  )
  return [...roots, ...inside].toSorted((a, b) => Number(b === 'README.md') - Number(a === 'README.md'))
}

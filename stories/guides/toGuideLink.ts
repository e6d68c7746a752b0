/** Pages whose name says nothing of them, or which another one is named after. */
const NAMES: Readonly<Record<string, string>> = {
  'README.md': 'readme',
  'CONTRIBUTING.md': 'contributing',
  'SECURITY.md': 'reporting',
  'docs/README.md': 'index',
}

/** The ID of a Markdown page among the stories; its title is the same in words. */
export function toGuideId(path: string): string {
  return `guides-${NAMES[path] ?? path.replace(/^.*\/|\.md$/g, '')}--docs`
}

/** Where a link on a page leads in Storybook; `undefined` where that is a file which Storybook does not show. */
export function toGuideLink(from: string, link: string): string | undefined {
  if (/^([a-z][a-z+.-]*:|#)/i.test(link)) return link
  const { pathname, hash } = new URL(link, `https://here.invalid/${from}`)
  return pathname.endsWith('.md') ? `?path=/docs/${toGuideId(pathname.slice(1))}${hash}` : undefined
}

/** IDs for pages whose file name says too little or is used twice. */
const NAMES: Readonly<Record<string, string>> = {
  'README.md': 'readme',
  'CONTRIBUTING.md': 'contributing',
  'SECURITY.md': 'reporting',
  'docs/README.md': 'index',
}

/** The Storybook ID of a Markdown page. It follows from the title in the `.mdx` file, which must match. */
export function toGuideId(path: string): string {
  return `guides-${NAMES[path] ?? path.replace(/^.*\/|\.md$/g, '')}--docs`
}

/** The target in Storybook of a link on a page; `undefined` if it is a file that Storybook does not show. */
export function toGuideLink(from: string, link: string): string | undefined {
  if (/^([a-z][a-z+.-]*:|#)/i.test(link)) return link
  const { pathname, hash } = new URL(link, `https://here.invalid/${from}`)
  return pathname.endsWith('.md') ? `?path=/docs/${toGuideId(pathname.slice(1))}${hash}` : undefined
}

import { dirname, join } from 'node:path/posix'

import { toAnchor } from '../../stories/guides/toAnchor.ts'

interface Files {
  readonly read: (path: string) => string | undefined
  readonly exists: (path: string) => boolean
}

/** The links and images of a page whose file or heading does not exist. External links are not checked. */
export function findDeadLinks(page: string, { read, exists }: Files): string[] {
  return readLinks(read(page) ?? '').filter((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return false
    const [path = '', anchor] = link.split('#')
    const target = path ? join(dirname(page), path) : page
    if (!exists(target)) return true
    return anchor !== undefined && !readAnchors(read(target) ?? '').includes(anchor)
  })
}

/** The targets of the links and images of a page, in Markdown and in HTML. */
export function readLinks(markdown: string): string[] {
  const text = withoutCode(markdown).replaceAll(/`[^`\n]*`/g, '``')
  const inMarkdown = [...text.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)/g)]
  const inHtml = [...text.matchAll(/<[^>]+\b(?:src|srcset|href)="([^"]+)"/g)]
  return [...inMarkdown, ...inHtml].flatMap(([, link]) => link ?? [])
}

/** The anchors of a page's headings, as GitHub generates them. */
export function readAnchors(markdown: string): string[] {
  const seen = new Map<string, number>()
  return [...withoutCode(markdown).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) => {
    const anchor = toAnchor(heading)
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```$/gms, '')
}

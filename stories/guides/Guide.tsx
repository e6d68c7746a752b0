import { AnchorMdx, CodeOrSourceMdx, HeadersMdx, Markdown } from '@storybook/addon-docs/blocks'
import type { ComponentProps } from 'react'

import { toAnchor } from './toAnchor.ts'
import { toGuideLink } from './toGuideLink.ts'

import './guide.css'

const pictures: Record<string, string> = import.meta.glob(['../../docs/*.svg', '../../docs/*.png'], {
  eager: true,
  query: '?url',
  import: 'default',
})

/** A Markdown file of the project as a page. Links lead to the other pages; pictures come from `docs/`. */
export function Guide({ path, children }: { path: string; children: string }) {
  const overrides = {
    ...HeadersMdx,
    code: CodeOrSourceMdx,
    a: { component: GuideLink, props: { from: path } },
    img: GuidePicture,
    source: GuideSource,
  }
  return (
    <div className="guide">
      <Markdown options={{ forceBlock: true, slugify: toAnchor, overrides }}>{children}</Markdown>
    </div>
  )
}

function GuideLink({ from, href = '', children }: ComponentProps<'a'> & { from: string }) {
  const link = toGuideLink(from, href)
  if (link === undefined) return <span>{children}</span>
  return (
    <AnchorMdx href={link} target={link.startsWith('http') ? '_blank' : '_self'}>
      {children}
    </AnchorMdx>
  )
}

function GuidePicture({ src, alt, ...props }: ComponentProps<'img'>) {
  return <img {...props} alt={alt ?? ''} src={toPicture(src)} />
}

function GuideSource({ srcSet, ...props }: ComponentProps<'source'>) {
  return <source {...props} srcSet={toPicture(srcSet)} />
}

/** All pictures are in one folder. */
function toPicture(path = ''): string | undefined {
  return pictures[`../../docs/${path.replace(/^.*\//, '')}`]
}

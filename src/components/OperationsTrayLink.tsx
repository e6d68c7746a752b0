'use client'

import { useId } from 'react'

import { useTrayWords } from './useTrayWords.ts'

/** The page of a resource; `undefined` where there is none. */
export type GetResourceHref = (resource: { readonly id: string; readonly type: string }) => string | undefined

export interface OperationsTrayLinkProps {
  readonly href: string
  /** The element that names the row: "Open" is heard as "Open Harbor Reception". */
  readonly titleId: string
}

/** Leads to the page of a resource. */
export function OperationsTrayLink({ href, titleId }: OperationsTrayLinkProps) {
  const { openResource } = useTrayWords()
  const id = useId()
  return (
    <a
      className="ra-tray-link"
      data-part="resource-link"
      id={id}
      href={href}
      aria-labelledby={`${id} ${titleId}`}
    >
      {openResource}
    </a>
  )
}

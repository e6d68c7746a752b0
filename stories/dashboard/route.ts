import { useSyncExternalStore } from 'react'

export const PAGES = ['configurations', 'memory-stores', 'operations'] as const
export type PageName = (typeof PAGES)[number]

/** A page, and the ID of what is open on it. */
export interface Route {
  readonly page: PageName
  readonly open?: string | undefined
}

/** The address of a page, as a fragment: Storybook has the rest of the URL. */
export function toHref({ page, open }: Route): string {
  return `#${page}${open === undefined ? '' : `/${encodeURIComponent(open)}`}`
}

/** The address of a resource; `undefined` if it has no page. */
export function toResourceHref({
  id,
  type,
}: {
  readonly id: string
  readonly type: string
}): string | undefined {
  return type === 'configuration' ? toHref({ page: 'configurations', open: id }) : undefined
}

export function useRoute(): Route {
  return toRoute(useSyncExternalStore(subscribe, () => location.hash))
}

/** Moves to another page, so that the browser's Back button leads here again. */
export function goTo(route: Route) {
  location.hash = toHref(route)
}

function toRoute(hash: string): Route {
  const [name, open] = hash.slice(1).split('/')
  return { page: PAGES.find((page) => page === name) ?? 'configurations', open: open && decode(open) }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function subscribe(listener: () => void) {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

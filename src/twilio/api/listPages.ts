import type { Page } from './readPage.ts'

/**
 * Every item of a list, fetching each page only when its items are asked for. Ends where a page names a next one that
 * was read already: a server that repeats itself is not asked for ever.
 */
export async function* listPages<TItem>(
  list: (pageToken: string | undefined) => Promise<Page<TItem>>,
  pageToken?: string,
): AsyncGenerator<TItem> {
  const seen = new Set<string | undefined>()
  for (let next = pageToken; !seen.has(next);) {
    seen.add(next)
    const page = await list(next)
    yield* page.items
    if (page.nextToken === undefined) return
    next = page.nextToken
  }
}

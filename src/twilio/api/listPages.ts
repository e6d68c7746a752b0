import type { Page } from './readPage.ts'

/** Every item of a list, fetching each page only when its items are asked for. */
export async function* listPages<TItem>(
  list: (pageToken: string | undefined) => Promise<Page<TItem>>,
  pageToken?: string,
): AsyncGenerator<TItem> {
  let next = pageToken
  do {
    const page = await list(next)
    yield* page.items
    next = page.nextToken
  } while (next !== undefined)
}

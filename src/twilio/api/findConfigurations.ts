import type { ResourceCandidate, ResourceReader } from '../../protocol/resource.ts'
import { configurationPath } from './configurationPath.ts'
import { configurationSchema } from './configurationSchema.ts'
import { listPages } from './listPages.ts'
import { parse } from './parse.ts'
import { readPage } from './readPage.ts'
import { toQuery } from './toQuery.ts'

/** The list's largest page (API reference, list configurations). */
const LARGEST_PAGE = 1000

/**
 * Finds all configurations of a display name, reading every page: the way the documentation names, since the list has
 * no filter for names. `memoryStoreId` narrows it.
 */
export async function findConfigurations(
  hint: Readonly<Record<string, string>>,
  read: ResourceReader,
): Promise<readonly ResourceCandidate[]> {
  const found: ResourceCandidate[] = []
  const all = listPages(async (pageToken) => {
    const query = toQuery({ pageSize: LARGEST_PAGE, pageToken, memoryStoreId: hint['memoryStoreId'] })
    return readPage(await read(configurationPath() + query), (one, path) =>
      parse(configurationSchema, one, path),
    )
  })
  for await (const { id, displayName, createdAt } of all) {
    if (displayName === hint['displayName'])
      found.push({ id, label: displayName, ...(createdAt && { createdAt }) })
  }
  return found
}

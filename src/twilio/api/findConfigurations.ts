import type { ResourceCandidate, ResourceReader } from '../../protocol/resource.ts'
import { configurationSchema } from './configuration.ts'
import { configurationPath } from './configurationPath.ts'
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
  let pageToken: string | undefined
  do {
    const query = toQuery({ pageSize: LARGEST_PAGE, pageToken, memoryStoreId: hint['memoryStoreId'] })
    const page = readPage(await read(configurationPath() + query), configurationSchema)
    for (const { id, displayName, createdAt } of page.items) {
      if (displayName === hint['displayName'])
        found.push({ id, label: displayName, ...(createdAt && { createdAt }) })
    }
    pageToken = page.nextToken
  } while (pageToken !== undefined)
  return found
}

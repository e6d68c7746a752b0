import { createPriorityQueue } from '../../client/polling/priorityQueue.ts'
import { RequestError } from '../../protocol/errors.ts'
import { isGone } from '../../protocol/failure.ts'
import type { ResourceCandidate, ResourceReader } from '../../protocol/resource.ts'
import { checkText } from './checkField.ts'
import { configurationPath } from './configuration.ts'
import { configurationSchema, parse } from './configurationFields.ts'
import { memoryStorePath, readMemoryStore } from './memoryStore.ts'
import { listPages, readPage, toQuery } from './pages.ts'

/** The list's maximum page size (API reference, list configurations). */
const MOST_CONFIGURATIONS = 1000

/**
 * Finds all configurations with a display name by reading every page, as the documentation suggests, because
 * the list has no filter for names. `memoryStoreId` narrows the list.
 */
export async function findConfigurations(
  hint: Readonly<Record<string, string>>,
  read: ResourceReader,
): Promise<readonly ResourceCandidate[]> {
  const found: ResourceCandidate[] = []
  const all = listPages(async (pageToken) => {
    const query = toQuery({ pageSize: MOST_CONFIGURATIONS, pageToken, memoryStoreId: hint['memoryStoreId'] })
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

/** The list's maximum page size (API reference, list stores). */
const MOST_STORES = 100
/** Each name costs a request. An account has at most 15 stores; this leaves room for a higher limit. */
const MAX_STORES_READ = 100
/** The number of connections that a browser opens to one host. */
const READS_AT_ONCE = 6

/**
 * Finds the memory stores with a display name. The list contains only IDs, newest first, so each of the first
 * 100 stores is read, 6 at a time. According to the API, names are unique within an account.
 */
export async function findMemoryStores(
  hint: Readonly<Record<string, string>>,
  read: ResourceReader,
): Promise<readonly ResourceCandidate[]> {
  const ids: string[] = []
  const all = listPages(async (pageToken) => {
    const query = toQuery({ pageSize: MOST_STORES, pageToken })
    return readPage(await read(memoryStorePath() + query), checkText)
  })
  for await (const id of all) {
    if (ids.push(id) >= MAX_STORES_READ) break
  }
  const queue = createPriorityQueue(READS_AT_ONCE)
  const names = await Promise.all(
    ids.map(async (id) => {
      const release = await queue.take()
      return readName(id, read).finally(release)
    }),
  )
  return ids.flatMap((id, index) => {
    const name = names[index]
    return name !== undefined && name === hint['displayName'] ? [{ id, label: name }] : []
  })
}

/** @returns `undefined` if the store was deleted after the list was read */
async function readName(id: string, read: ResourceReader): Promise<string | undefined> {
  try {
    return readMemoryStore(await read(memoryStorePath(id))).displayName
  } catch (error) {
    if (error instanceof RequestError && isGone(error.failure)) return undefined
    throw error
  }
}

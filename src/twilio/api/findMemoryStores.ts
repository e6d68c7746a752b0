import { createSlots } from '../../client/slots.ts'
import { RequestError } from '../../protocol/errors.ts'
import type { ResourceCandidate, ResourceReader } from '../../protocol/resource.ts'
import { checkText } from './checkField.ts'
import { listPages } from './listPages.ts'
import { readMemoryStore } from './memoryStore.ts'
import { memoryStorePath } from './memoryStorePath.ts'
import { readPage } from './readPage.ts'
import { toQuery } from './toQuery.ts'

/** The list's largest page (API reference, list stores). */
const LARGEST_PAGE = 100
/** Each name costs a request. An account has at most 15 stores; this leaves room for a limit that was raised. */
const MAX_STORES_READ = 100
/** As many connections as a browser opens to one host. */
const READS_AT_ONCE = 6

/**
 * Finds the memory stores of a display name. The list gives IDs only, newest first, so each store is read; the API says
 * that names are unique in an account.
 */
export async function findMemoryStores(
  hint: Readonly<Record<string, string>>,
  read: ResourceReader,
): Promise<readonly ResourceCandidate[]> {
  const ids: string[] = []
  const all = listPages(async (pageToken) => {
    const query = toQuery({ pageSize: LARGEST_PAGE, pageToken })
    return readPage(await read(memoryStorePath() + query), checkText)
  })
  for await (const id of all) {
    if (ids.push(id) >= MAX_STORES_READ) break
  }
  const slots = createSlots(READS_AT_ONCE)
  const names = await Promise.all(
    ids.map(async (id) => {
      const release = await slots.take()
      return readName(id, read).finally(release)
    }),
  )
  return ids.flatMap((id, index) => {
    const name = names[index]
    return name !== undefined && name === hint['displayName'] ? [{ id, label: name }] : []
  })
}

/** @returns `undefined` for one that has gone since the list was read */
async function readName(id: string, read: ResourceReader): Promise<string | undefined> {
  try {
    return readMemoryStore(await read(memoryStorePath(id))).displayName
  } catch (error) {
    const isGone = error instanceof RequestError && /notFound|gone/.test(error.failure.kind)
    if (isGone) return undefined
    throw error
  }
}

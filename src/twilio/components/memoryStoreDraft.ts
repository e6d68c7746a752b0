import type { DraftCodec } from './draftCodec.ts'
import type { MemoryStoreFormValues } from './memoryStoreFormValues.ts'
import { readString } from './readDraftField.ts'

/** How the values of a memory store's form are kept. */
export const memoryStoreDraft: DraftCodec<MemoryStoreFormValues> = {
  read: (stored, clean) => ({
    displayName: readString(stored, 'displayName', clean.displayName),
    description: readString(stored, 'description', clean.description),
  }),
  leaveOut: (values) => values,
  fillIn: (kept) => kept,
}

// Imported first, because a lazy chunk must arrive within 15 s, which a busy machine may need to compile it.
import '../src/twilio/components/table/BulkDeletion.tsx'
import '../src/twilio/components/formParts.ts'
import { lazyFormParts } from '../src/twilio/components/form/lazyForm.ts'
import { lazyBulkDeletion } from '../src/twilio/components/table/SelectionToolbar.tsx'

// A form loads these when the user turns to it, which `lazyChunks.test.tsx` and `formParts.test.ts` cover. A table
// that can delete several configurations loads its part when it mounts.
await Promise.all([lazyFormParts.load(), lazyBulkDeletion.load()])

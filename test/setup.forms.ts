import { lazyFormParts } from '../src/twilio/components/form/lazyForm.ts'

// A form loads these when the user turns to it, which `lazyChunks.test.tsx` and `formParts.test.ts` cover.
await lazyFormParts.load()

import { lateFormParts } from '../src/twilio/components/lateFormParts.ts'

// What a form loads when a person turns to it; `lateParts.test.tsx` and `formParts.test.ts` are about that.
await lateFormParts.load()

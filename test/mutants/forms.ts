// What a form sends, and when.

import type { Mutant } from './mutant.ts'

export const forms: readonly Mutant[] = [
  {
    name: 'open-while-loading',
    rule: 'A form is locked while it waits for its lazy-loaded modules; here it can be edited after it is sent.',
    test: 'test/twilio/components/form/lazyChunks.test.tsx',
    changes: [
      {
        in: 'CreateConfigurationForm',
        from: "const phase = ready.isLoading ? 'submitting' : reached",
        to: 'const phase = reached',
      },
    ],
  },
  {
    name: 'parts-loaded-unasked',
    rule: 'The modules that a form needs later are loaded when the user points at it or focuses it; here they are loaded with the page.',
    test: 'test/twilio/components/form/lazyChunks.test.tsx',
    changes: [{ in: 'useFormPartsSoon', from: "if (element.matches(':focus-within')) load()", to: 'load()' }],
  },
  {
    name: 'sent-after-leaving',
    rule: 'A form that waited for its modules during a sign-out is not sent; here it is.',
    test: 'test/twilio/components/form/lazyChunks.test.tsx',
    changes: [
      {
        in: 'useReadyToSend.load',
        from: 'if (isHere.current && !begun.aborted) send()',
        to: 'if (isHere.current || begun.aborted) send()',
      },
    ],
  },
  {
    name: 'sent-from-closed-dialog',
    rule: 'A form that unmounts before its modules are loaded is not sent; here it is.',
    test: 'test/twilio/components/form/lazyChunks.test.tsx',
    changes: [
      {
        in: 'useReadyToSend.load',
        from: 'if (isHere.current && !begun.aborted) send()',
        to: 'if (!begun.aborted) send()',
      },
    ],
  },
]

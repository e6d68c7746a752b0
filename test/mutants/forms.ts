// What a form sends, and when.

import type { Mutant } from './mutant.ts'

export const forms: readonly Mutant[] = [
  {
    name: 'open-while-loading',
    rule: 'A form is locked while it waits for its parts: here it can be changed after it was sent.',
    test: 'test/twilio/components/lateParts.test.tsx',
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
    rule: 'What a form needs later is loaded when a person turns to it: here it is loaded with the page.',
    test: 'test/twilio/components/lateParts.test.tsx',
    changes: [{ in: 'useFormPartsSoon', from: "if (element.matches(':focus-within')) load()", to: 'load()' }],
  },
  {
    name: 'sent-after-leaving',
    rule: 'A form that waited for its parts over a sign-out is not sent: here it is.',
    test: 'test/twilio/components/lateParts.test.tsx',
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
    rule: 'A form that is gone before its parts came is not sent: here it is.',
    test: 'test/twilio/components/lateParts.test.tsx',
    changes: [
      {
        in: 'useReadyToSend.load',
        from: 'if (isHere.current && !begun.aborted) send()',
        to: 'if (!begun.aborted) send()',
      },
    ],
  },
]

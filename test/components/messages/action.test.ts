import { expect, test } from 'vitest'

import { englishOperationMessages } from '../../../src/components/messages/englishMessages.ts'

test.each([
  ['configuration.create', 'Create configuration'],
  ['memoryStore.delete', 'Delete memory store'],
  // How it was sent is of no interest to a user.
  ['configuration.update', 'Update configuration'],
  ['configuration.patch', 'Update configuration'],
  ['nightly-import', 'nightly-import'],
  ['a.b.c', 'a.b.c'],
])('the kind %s is called "%s"', (kind, action) => {
  expect(englishOperationMessages.action(kind)).toBe(action)
})

import { forms } from './forms.ts'
import { hooks } from './hooks.ts'
import { journal } from './journal.ts'
// Ways to break the engine, one rule each. `npm run test:mutants` checks that a test notices each of them.
import type { Mutant } from './mutant.ts'
import { polling } from './polling.ts'
import { protocol } from './protocol.ts'
import { submission } from './submission.ts'

export const mutants: readonly Mutant[] = [
  ...forms,
  ...hooks,
  ...journal,
  ...polling,
  ...protocol,
  ...submission,
]

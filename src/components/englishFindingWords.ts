import type { FindingWords } from '../hooks/messages.ts'
import { toPlural } from './toPlural.ts'

/** What was found by its name, in English. Apart from the others, since forms show it without a tray. */
export const englishFindingWords: FindingWords = {
  foundByName: 'One of this name was found. It is most likely yours:',
  foundNothing: 'Nothing of this name was found.',
  foundSeveral: (count) =>
    toPlural('en', count, {
      one: 'One of this name was found, but it may be an older one:',
      other: `${count} of this name were found. One of them may be yours:`,
    }),
}

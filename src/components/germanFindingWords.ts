import type { FindingWords } from '../hooks/messages.ts'
import { toPlural } from './toPlural.ts'

/** What was found by its name, in German. */
export const germanFindingWords: FindingWords = {
  foundByName: 'Unter diesem Namen wurde etwas gefunden. Es ist sehr wahrscheinlich Ihres:',
  foundNothing: 'Unter diesem Namen wurde nichts gefunden.',
  foundSeveral: (count) =>
    toPlural('de', count, {
      one: 'Unter diesem Namen wurde etwas gefunden, es kann aber älter sein:',
      other: `Unter diesem Namen wurden ${count} gefunden. Vielleicht ist Ihres dabei:`,
    }),
}

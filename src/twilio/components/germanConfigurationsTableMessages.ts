import { toPlural } from '../../components/toPlural.ts'
import type { ConfigurationsTableMessages } from './configurationsTableMessages.ts'

/** The words of the table of configurations in German: plain, calm, short. */
export const germanConfigurationsTableMessages: ConfigurationsTableMessages = {
  searchLabel: 'Nach Namen suchen',
  clearSearch: 'Suche leeren',
  searchFound: (count, isComplete) =>
    isComplete
      ? toPlural('de', count, {
          one: '1 Konfiguration gefunden',
          other: `${count.toLocaleString('de')} Konfigurationen gefunden`,
        })
      : `Bisher ${count.toLocaleString('de')} gefunden…`,
  searchIncomplete: (loaded) =>
    `Durchsucht sind die ${loaded.toLocaleString('de')} Konfigurationen, die gelesen werden konnten. Es gibt noch mehr.`,
  searchNothingTitle: (text) => `Kein Name einer Konfiguration enthält „${text}“`,
  searchNothingBody: 'Alle wurden durchsucht.',
  columnActions: 'Aktionen',
  newlyMade: 'Neu',
  creating: 'Wird angelegt…',
  changing: 'Wird geändert…',
  deleting: 'Wird gelöscht…',
  creatingBody: 'Sobald sie da ist, erscheint sie hier von selbst.',
}

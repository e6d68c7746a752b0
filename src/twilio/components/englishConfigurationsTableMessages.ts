import type { ConfigurationsTableMessages } from './configurationsTableMessages.ts'

/** The words of the table of configurations in English: plain, calm, short. */
export const englishConfigurationsTableMessages: ConfigurationsTableMessages = {
  searchLabel: 'Search by name',
  clearSearch: 'Clear search',
  searchFound: (count, isComplete) =>
    isComplete
      ? count === 1
        ? '1 configuration found'
        : `${count} configurations found`
      : `${count} found so far…`,
  searchIncomplete: (loaded) => `Searched the ${loaded} configurations that could be read. There are more.`,
  searchNothingTitle: (text) => `No configuration has “${text}” in its name`,
  searchNothingBody: 'All of them were searched.',
  columnActions: 'Actions',
  newlyMade: 'New',
  creating: 'Creating…',
  changing: 'Updating…',
  deleting: 'Deleting…',
  creatingBody: 'It shows up here by itself as soon as it is there.',
}

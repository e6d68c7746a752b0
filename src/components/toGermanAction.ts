import { toName } from './toName.ts'

const VERBS: Readonly<Partial<Record<string, string>>> = {
  create: 'anlegen',
  update: 'aktualisieren',
  patch: 'ändern',
  delete: 'löschen',
}

/**
 * A recipe's `kind` in German: `configuration.create` becomes `Konfiguration anlegen`. One whose verb is not known stays
 * as it is.
 *
 * @param nouns by the kind's first word; others are shown as they are called
 */
export function toGermanAction(kind: string, nouns: Readonly<Partial<Record<string, string>>> = {}): string {
  const [noun, verb = '', ...more] = kind.split('.')
  const word = VERBS[verb]
  return noun && word && more.length === 0 ? `${nouns[noun] ?? toName(noun)} ${word}` : kind
}

import type { OperationMessages } from 'react-accepted'
import { englishMessages, germanMessages } from 'react-accepted'

import { toPseudoMessages } from './toPseudoMessages.ts'

/** A language that stories can be shown in. */
export interface Language {
  readonly title: string
  /** BCP 47, for the page. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  readonly messages?: OperationMessages
}

/** What the toolbar offers. English needs no messages, as in an application. */
export const LANGUAGES = {
  en: { title: 'English', tag: 'en', direction: 'ltr' },
  de: { title: 'Deutsch', tag: 'de', direction: 'ltr', messages: germanMessages },
  pseudo: {
    title: 'Pseudo RTL',
    tag: 'en-XB',
    direction: 'rtl',
    messages: toPseudoMessages(englishMessages),
  },
} satisfies Record<string, Language>

/** The language that is chosen in the toolbar. */
export function languageOf({ language }: Record<string, unknown>): Language {
  return language === 'de' || language === 'pseudo' ? LANGUAGES[language] : LANGUAGES.en
}

import type { MessageOverrides } from 'react-accepted'
import { de, en } from 'react-accepted/locales'

import { toPseudoMessages } from './toPseudoMessages.ts'

/** A language for stories. */
export interface Language {
  readonly title: string
  /** BCP 47 tag for the `lang` of the page. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  readonly messages?: MessageOverrides
}

/** The languages in the toolbar. English needs no messages, as in an application. */
export const LANGUAGES = {
  en: { title: 'English', tag: 'en', direction: 'ltr' },
  de: { title: 'Deutsch', tag: 'de', direction: 'ltr', messages: de },
  pseudo: {
    title: 'Pseudo RTL',
    tag: 'en-XB',
    direction: 'rtl',
    messages: toPseudoMessages(en),
  },
} satisfies Record<string, Language>

/** The language chosen in the toolbar. */
export function languageOf({ language }: Record<string, unknown>): Language {
  return language === 'de' || language === 'pseudo' ? LANGUAGES[language] : LANGUAGES.en
}

import { toLocale } from './toLocale.ts'

/** The wordings of one message for different counts. What a language does not tell apart is left out. */
export interface PluralForms extends Partial<Record<Intl.LDMLPluralRule, string>> {
  readonly other: string
}

/**
 * The wording that a language has for a count.
 *
 * @param locale BCP 47
 */
export function toPlural(locale: string, count: number, forms: PluralForms): string {
  return forms[new Intl.PluralRules(toLocale(locale)).select(count)] ?? forms.other
}

import { toTypedText } from './typedText.ts'

/** The entries of a list as people paste it: one a line, or separated by commas, semicolons or tabs. */
export function splitNumbers(text: string): string[] {
  return text
    .split(/[\r\n\v\f\u0085\u2028\u2029,;\t\uFF0C\uFF1B\u3001\u060C\u061B]+/)
    .map(toTypedText)
    .filter((entry) => entry !== '')
}

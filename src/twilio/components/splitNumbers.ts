/** The entries of a list as people paste it: one a line, or separated by commas, semicolons or tabs. */
export function splitNumbers(text: string): string[] {
  return text
    .split(/[\r\n,;\t]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

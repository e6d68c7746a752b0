import { readFile, writeFile } from 'node:fs/promises'

const START = '<!-- bench -->'
const END = '<!-- /bench -->'

/** Puts the text between the README's markers. */
export async function writeReadme(text: string): Promise<void> {
  const readme = await readFile('README.md', 'utf8')
  const start = readme.indexOf(START)
  const end = readme.indexOf(END)
  if (start < 0 || end < start) throw new Error(`README.md has no ${START} … ${END}`)
  await writeFile('README.md', `${readme.slice(0, start + START.length)}\n\n${text}\n${readme.slice(end)}`)
}

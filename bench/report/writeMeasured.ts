import { readFile, writeFile } from 'node:fs/promises'

const PAGE = 'docs/measured.md'
const START = '<!-- bench -->'
const END = '<!-- /bench -->'

/** Puts the text between the markers of the page. */
export async function writeMeasured(text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const start = page.indexOf(START)
  const end = page.indexOf(END)
  if (start < 0 || end < start) throw new Error(`${PAGE} does not have the markers ${START} … ${END}`)
  await writeFile(PAGE, `${page.slice(0, start + START.length)}\n\n${text}\n${page.slice(end)}`)
}

import { readFile, writeFile } from 'node:fs/promises'

const PAGE = 'docs/measured.md'

/** Puts the text between the markers of that name on the page. */
export async function writeMeasured(name: 'bench' | 'profile', text: string): Promise<void> {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const page = await readFile(PAGE, 'utf8')
  const start = page.indexOf(from)
  const end = page.indexOf(to)
  if (start < 0 || end < start) throw new Error(`${PAGE} does not have the markers ${from} … ${to}`)
  await writeFile(PAGE, `${page.slice(0, start + from.length)}\n\n${text}\n${page.slice(end)}`)
}

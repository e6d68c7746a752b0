import { readFileSync } from 'node:fs'

/** A code block in a Markdown file. */
export interface Example {
  /** Its file and line, such as `README.md:42`. */
  readonly place: string
  readonly language: string
  readonly code: string
}

/** The code blocks of a Markdown file that name a language, in order. */
export function readExamples(path: string): Example[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    language,
    code,
  }))
}

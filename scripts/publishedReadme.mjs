// Makes the README what npm's page of the package shows, and with --restore what it was: npm runs it around
// `npm publish`. That page resolves relative links by a repository on GitHub alone and shows no file of the package.
// unpkg.com has every file of every published version: as a page to read, and as it is, for pictures.
import { readFileSync, writeFileSync } from 'node:fs'

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const page = `https://app.unpkg.com/${name}@${version}/files/`
const file = `https://unpkg.com/${name}@${version}/`

const relative = readFileSync('README.md', 'utf8').replaceAll(page, '').replaceAll(file, '')
const published = relative
  .replaceAll(/(\]\()(?![a-z][a-z+.-]*:|#)/gi, `$1${page}`)
  .replaceAll(/(\b(?:src|srcset)=")(?![a-z][a-z+.-]*:)/gi, `$1${file}`)

writeFileSync('README.md', process.argv.includes('--restore') ? relative : published)

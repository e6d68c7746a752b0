// Makes the README's links absolute for the package's page on npm; --restore undoes that. npm runs this
// before and after `npm publish`. npm resolves relative links only against a GitHub repository, and does not
// show package files. unpkg.com has every file of every published version: as a page, and raw for images.
import { readFileSync, writeFileSync } from 'node:fs'

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const page = `https://app.unpkg.com/${name}@${version}/files/`
const file = `https://unpkg.com/${name}@${version}/`

const relative = readFileSync('README.md', 'utf8').replaceAll(page, '').replaceAll(file, '')
const published = relative
  .replaceAll(/(\]\()(?![a-z][a-z+.-]*:|#)/gi, `$1${page}`)
  .replaceAll(/(\b(?:src|srcset)=")(?![a-z][a-z+.-]*:)/gi, `$1${file}`)

writeFileSync('README.md', process.argv.includes('--restore') ? relative : published)

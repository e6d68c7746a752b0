import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'

import { chromium } from 'playwright'

/** What Playwright's `chromium.launch()` needs to start a browser. */
export interface ChromiumLaunch {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

const remedies = `No Chromium found. Do one of these:
  1. run \`npx playwright install chromium\`, or install Chrome or Chromium with your system's package manager
  2. set CHROME_PATH to your Chrome or Chromium
  3. on Linux x64: run \`npm ci\` without --omit=dev, which installs one (@sparticuz/chromium)`

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

let found: Promise<ChromiumLaunch> | undefined

/** CHROME_PATH, else the system's, else Playwright's, else the one that `npm ci` installs. */
export function findChromium(): Promise<ChromiumLaunch> {
  found ??= find()
  return found
}

async function find(): Promise<ChromiumLaunch> {
  const named = process.env['CHROME_PATH']
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, but there is no such file.`)
    return launch(named)
  }
  const installed = [...systemPaths, chromium.executablePath()].find((path) => existsSync(path))
  if (installed) return launch(installed)
  const packaged = await findPackagedChromium()
  if (!packaged) throw new Error(remedies)
  return packaged
}

/** The one that `npm ci` installs, the same on every machine; `undefined` if there is none. */
export async function findPackagedChromium(): Promise<ChromiumLaunch | undefined> {
  const bin = packagedChromium()
  if (!bin) return undefined
  const folder = await unpack(bin)
  return launch(join(folder, 'chromium'), {
    LD_LIBRARY_PATH: [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  })
}

function launch(executablePath: string, extraEnv: Record<string, string> = {}): ChromiumLaunch {
  const env = Object.entries({ ...process.env, ...extraEnv }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { executablePath, args: ['--font-render-hinting=none'], env: Object.fromEntries(env) }
}

function packagedChromium(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    const bin = join(dirname(entry), '../bin')
    return existsSync(join(bin, 'chromium.br')) ? bin : undefined
  } catch {
    return undefined
  }
}

/**
 * The package's own `executablePath()` writes to a shared file in the temp folder, where a second process can
 * read an incomplete browser. This unpacks to a draft folder and then renames it, which is atomic.
 */
async function unpack(bin: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(bin, '../package.json'), 'utf8'))
  const cache = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder

  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'chromium-draft-'))
  try {
    await Promise.all([
      inflate(join(bin, 'chromium.br'), join(draft, 'chromium')),
      untar(join(bin, 'al2023.tar.br'), draft),
      untar(join(bin, 'fonts.tar.br'), draft),
    ])
    await chmod(join(draft, 'chromium'), 0o755)
    await writeFile(join(draft, 'fonts.conf'), fontsConf(folder))
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process was faster; use its copy.
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))
}

async function untar(from: string, to: string): Promise<void> {
  const archive = join(to, basename(from, '.br'))
  await inflate(from, archive)
  await promisify(execFile)('tar', ['-xf', archive, '-C', to])
  await rm(archive)
}

/** The system's fonts if there are any, otherwise Open Sans from the package. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fontcache</cachedir>
</fontconfig>
`
}

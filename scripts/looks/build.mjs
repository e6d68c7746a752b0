// Builds each host for production twice: with the README's page and with the other components.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve } from 'node:path'

import { freePort, run, start } from '../processes.mjs'

const SOURCES = resolve('test/hosts')
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

/** The page in the README's first steps. */
export async function readAppOfReadme() {
  const readme = await readFile('README.md', 'utf8')
  const [, block] = /`src\/App\.tsx`:\n\n```tsx\n(.*?)^```$/ms.exec(readme) ?? []
  if (block === undefined) throw new Error('README.md has no block of src/App.tsx.')
  return block
}

/** Installs the package and the packages that the hosts of a workspace need, once for all of them. */
export async function install(root, workspace, packages, tarball) {
  const folder = join(root, workspace)
  await mkdir(folder, { recursive: true })
  await rm(join(folder, 'node_modules/react-accepted'), { recursive: true, force: true })
  await cp(join(SOURCES, workspace, 'package.json'), join(folder, 'package.json'))
  await run(folder, ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages, tarball])
}

/** Builds a host and serves it. `pages`: the URLs of its two pages. */
export async function buildHost(root, name, host, app) {
  const parts = await readFile(join(SOURCES, 'Parts.tsx'), 'utf8')
  const change = host.change ?? ((source) => source)
  const build = host.in === 'next' ? buildNext : buildVite
  return build(root, name, host, { readme: change(app), parts: change(parts) })
}

async function buildVite(root, name, host, apps) {
  const workspace = join(root, 'vite')
  const pages = {}
  const servers = []
  for (const [page, app] of Object.entries(apps)) {
    const folder = join(workspace, name, page)
    await copyHost(host, name, folder)
    await writeFile(join(folder, 'src/App.tsx'), app)
    if (host.page) {
      const html = join(folder, 'index.html')
      await writeFile(html, host.page(await readFile(html, 'utf8')))
    }
    await cp(join(SOURCES, 'vite/vite.config.ts'), join(folder, 'vite.config.ts'), { force: false })
    // Applies to scripts and stylesheets.
    const plain = host.isReference ? ['--minify', 'false'] : []
    await run(workspace, ['npx', 'vite', 'build', folder, '--logLevel', 'warn', ...plain])
    const server = await serve(join(folder, 'dist'), host.headers)
    pages[page] = server.url
    servers.push(server)
  }
  return { pages, stop: () => Promise.all(servers.map((server) => server.stop())) }
}

async function buildNext(root, name, host, apps) {
  const folder = join(root, 'next', name)
  await copyHost(host, name, folder)
  for (const [page, app] of Object.entries(apps)) {
    const place = join(folder, 'app', page === 'readme' ? '' : page)
    await mkdir(place, { recursive: true })
    // The page has client state.
    await writeFile(join(place, 'page.tsx'), app.startsWith("'use client'") ? app : `'use client'\n\n${app}`)
  }
  await run(folder, ['npx', 'next', 'build', ...(host.flags ?? [])])
  const port = await freePort()
  const server = start(folder, ['npx', 'next', 'start', '--port', port])
  const url = `http://localhost:${port}`
  await server.answers(url)
  return { pages: { readme: `${url}/`, parts: `${url}/parts` }, stop: () => server.stop() }
}

async function copyHost(host, name, folder) {
  await rm(folder, { recursive: true, force: true })
  await cp(join(SOURCES, host.in, host.folder ?? name), folder, { recursive: true })
}

/** Serves a build as a static host does. */
async function serve(folder, headers = {}) {
  const server = createServer((request, response) => {
    const path = normalize(`/${request.url?.split('?', 1)[0] ?? ''}`)
    const file = join(folder, path === '/' ? 'index.html' : path)
    readFile(file).then(
      (content) =>
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? '', ...headers }).end(content),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise((listening) => server.listen(0, listening))
  return {
    url: `http://localhost:${server.address().port}/`,
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

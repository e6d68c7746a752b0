import { build } from 'vite'

const dist = new URL('../dist/', import.meta.url).pathname
const isPeer = (id) => /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/.test(id)
const ENTRY = 'program.js'

/**
 * Bundles what an application would ship that uses these names, with Vite and without the peers: the chunks of
 * the first load, and those that are loaded later.
 *
 * @param imports the names by entry point, such as `{ index: 'useAsyncOperation', 'twilio/client': '…' }`; or a
 *   path of one module in `dist`
 * @returns two lists of `{ fileName, code }`
 */
export async function bundleProgram(imports) {
  const lines =
    typeof imports === 'string'
      ? [`export * from '${dist}${imports}'`]
      : Object.entries(imports).map(([entry, names]) => `export { ${names} } from '${dist}${entry}.js'`)
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [programPlugin(lines.join('\n'))],
    // As every application's production build does.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'], fileName: 'bundle' },
      // Like an application's entry, which needs no extra chunk for code shared with lazy-loaded ones.
      rolldownOptions: {
        // Loaded after the page, and weighed separately.
        external: (id) => isPeer(id) || (typeof imports !== 'string' && id.endsWith('/attachToGate.js')),
        preserveEntrySignatures: 'allow-extension',
        // An application's build removes the annotations that a library's build keeps.
        output: { minify: true, comments: false },
      },
    },
  })
  const chunks = output.filter(({ type }) => type === 'chunk')
  const first = new Set(['bundle.js'])
  for (const file of first) {
    for (const imported of chunks.find(({ fileName }) => fileName === file)?.imports ?? [])
      first.add(imported)
  }
  return {
    first: chunks.filter(({ fileName }) => first.has(fileName)),
    later: chunks.filter(({ fileName }) => !first.has(fileName)),
  }
}

/** The program itself, which exists only in memory. */
function programPlugin(code) {
  return {
    name: 'program',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith(ENTRY) && !id.startsWith(dist) ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? code : undefined),
  }
}

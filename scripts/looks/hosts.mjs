// The host pages that our components are tested in, and how each becomes dark.

/**
 * @typedef {object} Scheme one colour scheme of a host
 * @property {string} name
 * @property {'light' | 'dark'} system what the user's system prefers
 * @property {'light' | 'dark'} looks what the host's page is then
 * @property {string} [script] runs in the page to set the host's own switch
 */

const SYSTEMS = ['light', 'dark']

/** The page follows the system. */
const bySystem = SYSTEMS.map((system) => ({ name: `${system} system`, system, looks: system }))

/** The page has no dark mode: it stays white on any system. */
const alwaysLight = SYSTEMS.map((system) => ({
  name: `white page, ${system} system`,
  system,
  looks: 'light',
}))

/** The host's own switch, in both positions, on a system that agrees and on one that does not. */
function bySwitch(how, script) {
  return SYSTEMS.flatMap((looks) =>
    SYSTEMS.map((system) => ({
      name: `${looks} by ${how}, ${system} system`,
      system,
      looks,
      script: script(looks),
    })),
  )
}

const byClass = (how, classes) =>
  bySwitch(how, (looks) => `document.documentElement.className = '${classes(looks)}'`)
const byAttribute = (name) =>
  bySwitch(name, (looks) => `document.documentElement.setAttribute('${name}', '${looks}')`)
const byEvent = bySwitch(
  'a theme at run time',
  (looks) => `dispatchEvent(new CustomEvent('scheme', { detail: '${looks}' }))`,
)

const dark = (looks) => (looks === 'dark' ? ' dark' : '')
const classSchemes = [
  ...byClass('a class with color-scheme', (looks) => `with-scheme${dark(looks)}`),
  ...byClass('a class without color-scheme', (looks) => dark(looks).trim()),
]

const TAILWIND = ['tailwindcss@4.3.3', '@tailwindcss/vite@4.3.3']
const MUI = ['@mui/material@9.5.0', '@emotion/react@11.14.0', '@emotion/styled@11.14.1']

/**
 * By name. `in`: the workspace in test/hosts. `folder`: the host's folder there, if not its name. `packages`:
 * what to install besides the workspace's package.json. `headers`: the response headers of its server.
 * `page`: edits its index.html. `change`: edits the README's App.tsx. `flags`: of `next build`.
 */
export const hosts = {
  'create-vite': { in: 'vite', schemes: bySystem },
  bare: { in: 'vite', schemes: alwaysLight },
  'bare-meta': {
    in: 'vite',
    folder: 'bare',
    page: (html) => html.replace('</head>', '<meta name="color-scheme" content="light dark" /></head>'),
    schemes: bySystem,
  },
  class: {
    in: 'vite',
    schemes: [
      ...classSchemes,
      ...byClass('a class below color-scheme: light dark', (looks) => `with-both${dark(looks)}`),
    ],
  },
  appearance: {
    in: 'vite',
    folder: 'class',
    change: (source) =>
      `import { useTheme } from './useTheme.ts'\n${source.replace('client={client}>', 'client={client} appearance={useTheme()}>')}`,
    schemes: bySwitch(
      "the provider's appearance",
      (looks) => `document.documentElement.className = '${dark(looks).trim()}';
        dispatchEvent(new CustomEvent('scheme', { detail: '${looks}' }))`,
    ),
  },
  reset: { in: 'vite', schemes: bySystem },
  csp: {
    in: 'vite',
    folder: 'create-vite',
    headers: {
      'content-security-policy':
        "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:",
    },
    schemes: bySystem,
  },
  tailwind: { in: 'vite', packages: TAILWIND, schemes: classSchemes },
  'tailwind-last': { in: 'vite', packages: TAILWIND, schemes: classSchemes },
  bootstrap: { in: 'vite', packages: ['bootstrap@5.3.9'], schemes: byAttribute('data-bs-theme') },
  'mui-variables': { in: 'vite', packages: MUI, schemes: byEvent },
  'mui-classic': { in: 'vite', packages: MUI, schemes: byEvent },
  'next-turbopack': { in: 'next', folder: 'plain', schemes: bySystem },
  'next-webpack': { in: 'next', folder: 'plain', flags: ['--webpack'], schemes: bySystem },
  'next-tailwind': { in: 'next', folder: 'tailwind', schemes: bySystem },
}

/** The page that hosts are compared with: no host CSS, only our stylesheet as it is in the package. */
export const reference = { in: 'vite', folder: 'bare', isReference: true, schemes: [bySystem[0]] }

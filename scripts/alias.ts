import { fileURLToPath } from 'node:url'

const src = (file: string) => fileURLToPath(new URL(`../src/${file}`, import.meta.url))

/** Lets tests and stories import the source by the package's public names. */
export const alias = [
  { find: /^react-accepted$/, replacement: src('index.ts') },
  {
    find: /^react-accepted\/((?:twilio\/)?(?:client|server|simulator)|twilio|locales)$/,
    replacement: src('$1.ts'),
  },
  { find: /^react-accepted\/(styles|layered)\.css$/, replacement: src('$1.css') },
]

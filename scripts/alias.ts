import { fileURLToPath } from 'node:url'

const src = (file: string) => fileURLToPath(new URL(`../src/${file}`, import.meta.url))

/** Tests and stories import the package by its public names and get the source. */
export const alias = [
  { find: /^react-accepted$/, replacement: src('index.ts') },
  { find: /^react-accepted\/(client|server|simulator)$/, replacement: src('$1.ts') },
  { find: /^react-accepted\/(styles|layered)\.css$/, replacement: src('$1.css') },
]

import { readFileSync } from 'node:fs'

import { parseSync } from 'vite'

export interface PublicName {
  name: string
  isType: boolean
}

/** The exports of each entry point, from its source, sorted by name. */
export function readEntryPoints(): Record<string, PublicName[]> {
  return {
    'react-accepted': readExports('src/index.ts'),
    'react-accepted/client': readExports('src/client.ts'),
    'react-accepted/server': readExports('src/server.ts'),
    'react-accepted/simulator': readExports('src/simulator.ts'),
    'react-accepted/locales': readExports('src/locales.ts'),
    'react-accepted/twilio': readExports('src/twilio.ts'),
    'react-accepted/twilio/client': readExports('src/twilio/client.ts'),
    'react-accepted/twilio/server': readExports('src/twilio/server.ts'),
    'react-accepted/twilio/simulator': readExports('src/twilio/simulator.ts'),
  }
}

function readExports(path: string): PublicName[] {
  const { module } = parseSync(path, readFileSync(path, 'utf8'))
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .map(({ exportName, isType }) => ({ name: exportName.name ?? '*', isType }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

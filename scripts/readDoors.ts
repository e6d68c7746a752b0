import { readFileSync } from 'node:fs'

import { parseSync } from 'vite'

export interface DoorExport {
  name: string
  isType: boolean
}

/** What each door exports, in the order of the alphabet, as its source says. */
export function readDoors(): Record<string, DoorExport[]> {
  return {
    'react-accepted': readDoor('src/index.ts'),
    'react-accepted/client': readDoor('src/client.ts'),
    'react-accepted/server': readDoor('src/server.ts'),
    'react-accepted/simulator': readDoor('src/simulator.ts'),
  }
}

function readDoor(path: string): DoorExport[] {
  const { module } = parseSync(path, readFileSync(path, 'utf8'))
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .map(({ exportName, isType }) => ({ name: exportName.name ?? '*', isType }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

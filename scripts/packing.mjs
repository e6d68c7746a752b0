// The package as npm would publish it.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Packs the built package into a folder and returns the path of the tarball. */
export function pack(folder) {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
  })
  return join(folder, JSON.parse(packed)[0].filename)
}

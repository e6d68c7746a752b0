import { doors, floors, packages } from './checkFloors.ts'

/** The tables of the architecture page, from the rules themselves. */
export function writeFloors(): string {
  return [
    '| folder of `src/` | may import of ours | and of packages |',
    '| - | - | - |',
    ...Object.entries(floors).map(
      ([floor, below]) => `| \`${floor}/\` | ${toList(below)} | ${packagesOf(floor)} |`,
    ),
    '',
    '| door | opens to |',
    '| - | - |',
    ...Object.entries(doors).map(([door, folders]) => `| \`${door}\` | ${toList(folders)} |`),
  ].join('\n')
}

function packagesOf(floor: string): string {
  const names = packages.flatMap(({ name, floors: allowed }) => (allowed.includes(floor) ? [name] : []))
  return toList(names)
}

function toList(names: readonly string[]): string {
  return names.length > 0 ? names.map((name) => `\`${name}\``).join(', ') : '–'
}

import { entryPoints, folders, packages } from './checkImports.ts'

/** The tables on the architecture page, generated from the import rules. */
export function writeImportRules(): string {
  return [
    '| folder of `src/` | may import from | and these packages |',
    '| - | - | - |',
    ...Object.entries(folders).map(
      ([folder, { imports }]) => `| \`${folder}/\` | ${toList(imports)} | ${packagesOf(folder)} |`,
    ),
    '',
    '| folder | its subfolders, bottom first: each imports only from those before it |',
    '| - | - |',
    ...Object.entries(folders).flatMap(([folder, { rooms }]) =>
      rooms ? [`| \`${folder}/\` | ${rooms.map(toRoomName).join(', ')} |`] : [],
    ),
    '',
    '| entry point | may import from |',
    '| - | - |',
    ...Object.entries(entryPoints).map(([file, allowed]) => `| \`${file}\` | ${toList(allowed)} |`),
  ].join('\n')
}

function toRoomName(room: string): string {
  return room === '.' ? 'the files of the folder itself' : `\`${room}/\``
}

function packagesOf(folder: string): string {
  const names = packages.flatMap(({ name, folders: allowed }) => (allowed.includes(folder) ? [name] : []))
  return toList(names)
}

function toList(names: readonly string[]): string {
  return names.length > 0 ? names.map((name) => `\`${name}\``).join(', ') : '–'
}

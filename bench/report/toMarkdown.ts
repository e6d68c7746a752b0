import type { ContestantKey } from '../contestants/names.ts'
import { CONTESTANT_KEYS, CONTESTANTS } from '../contestants/names.ts'
import type { Measure } from './measure.ts'
import { isBeatenBy } from './measure.ts'
import type { Stat } from './stat.ts'

/** The table with the best of each row in bold, followed by the rows in which another contestant beats us. */
export function toMarkdown(measures: readonly Measure[]): string {
  const header = ['', ...CONTESTANT_KEYS.map((key) => CONTESTANTS[key].name)]
  const rows = measures.map((measure) => [
    measure.label,
    ...CONTESTANT_KEYS.map((key) => toCell(measure, key)),
  ])
  const rule = header.map((_, index) => (index ? '---:' : '---'))
  const table = [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  const better = measures.flatMap(toSentence)
  const others = better.length > 0 ? better.join('\n') : '- nowhere in this run'
  return `${table}\n\nWhere others are better:\n\n${others}\n`
}

function toCell({ values, format, notes }: Measure, key: ContestantKey): string {
  const own = values[key]
  if (!own) return '–'
  const parts = own.map((stat, part) => {
    const isBest = !Object.values(values).some((other) => isPartBeatenBy(stat, other, part))
    return isBest ? `**${toText(stat, format)}**` : toText(stat, format)
  })
  const note = notes?.[key]
  return parts.join(' / ') + (note ? ` ${note}` : '')
}

function isPartBeatenBy(stat: Stat, other: readonly Stat[], part: number): boolean {
  const same = other[part]
  return same !== undefined && isBeatenBy(stat, same)
}

function toText({ median, min, max }: Stat, format: Measure['format']): string {
  const [middle, low, high] = [median, min, max].map(format)
  return low === high ? `${middle}` : `${middle} (${low}–${high})`
}

function toSentence({ label, values }: Measure): string[] {
  const { reactAccepted: ours = [] } = values
  const winners = CONTESTANT_KEYS.filter((key) => {
    const other = values[key] ?? []
    return ours.some((stat, part) => isPartBeatenBy(stat, other, part))
  })
  return winners.length > 0 ? [`- ${label}: ${winners.map((key) => CONTESTANTS[key].name).join(', ')}`] : []
}

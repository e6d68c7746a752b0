import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { runChild } from '../runChild.ts'
import type { Frame } from './frameGroups.ts'
import { groupOf } from './frameGroups.ts'

const POLLS = 80_000
const MANY = 10_000
const FEW = 100
/** One sample per this many bytes. */
const HEAP_INTERVAL = 2_048
const NODE_FLAGS = ['--expose-gc', '--no-flush-bytecode']

/** Each column: a driver, and how many operations it follows. */
const COLUMNS = [
  { key: 'useQueryLoop', count: MANY, title: '`useQuery` loop, 10 000' },
  { key: 'carefulLoop', count: MANY, title: 'with timeouts, 10 000' },
  { key: 'reactAccepted', count: FEW, title: 'react-accepted, 100' },
  { key: 'reactAccepted', count: 1_000, title: '1 000' },
  { key: 'reactAccepted', count: MANY, title: '10 000' },
] as const

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface HeapNode {
  readonly callFrame: Frame
  readonly selfSize: number
  readonly children: readonly HeapNode[]
}

/** A number per group of code. */
type Shares = ReadonlyMap<string, number>

/** Profiles many operations under a virtual clock. Returns two tables in Markdown. */
export async function measureProfile(file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-profile-'))
  try {
    const profile = async (kind: 'cpu' | 'heap', key: string, count: number, rounds: number) => {
      const name = `${kind}-${key}-${count}`
      const flags = [`--${kind}-prof`, `--${kind}-prof-dir=${folder}`, `--${kind}-prof-name=${name}`]
      const interval = kind === 'heap' ? [`--heap-prof-interval=${HEAP_INTERVAL}`] : []
      await runChild(file, [key, count, rounds], [...NODE_FLAGS, ...flags, ...interval])
      return readFile(join(folder, name), 'utf8')
    }
    const cpu: Shares[] = []
    const heap: Shares[] = []
    for (const { key, count } of COLUMNS) {
      cpu.push(cpuShares(JSON.parse(await profile('cpu', key, count, POLLS / count))))
      if (count < MANY) continue
      const [few, many] = [await profile('heap', key, FEW, 1), await profile('heap', key, MANY, 1)]
      heap.push(perOperation(heapShares(JSON.parse(few).head), heapShares(JSON.parse(many).head)))
    }
    const whole = sum(cpu[0] ?? new Map())
    const columns = COLUMNS.filter(({ count }) => count === MANY)
    return [
      'CPU, the `useQuery` loop being 100:',
      toTable(COLUMNS, cpu, (value) => ((100 * value) / whole).toFixed(1)),
      'Bytes that one more operation keeps, by who allocated them:',
      toTable(columns, heap, (value) => value.toFixed(0)),
    ].join('\n\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

function cpuShares({ nodes, samples, timeDeltas }: CpuProfile): Shares {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const shares = new Map<string, number>()
  for (const [index, id] of samples.entries()) add(shares, frames.get(id), timeDeltas[index] ?? 0)
  return shares
}

function heapShares(head: HeapNode, shares = new Map<string, number>()): Shares {
  add(shares, head.callFrame, head.selfSize)
  for (const child of head.children) heapShares(child, shares)
  return shares
}

function add(shares: Map<string, number>, frame: Frame | undefined, amount: number) {
  const group = frame && groupOf(frame)
  if (group && amount > 0) shares.set(group, (shares.get(group) ?? 0) + amount)
}

/** What does not depend on the number of operations cancels out. */
function perOperation(few: Shares, many: Shares): Shares {
  return new Map([...many].map(([group, size]) => [group, (size - (few.get(group) ?? 0)) / (MANY - FEW)]))
}

function sum(shares: Shares): number {
  return [...shares.values()].reduce((whole, share) => whole + share, 0)
}

function toTable(
  columns: readonly { readonly title: string }[],
  shares: readonly Shares[],
  format: (value: number) => string,
): string {
  const groups = [...new Set(shares.flatMap((one) => [...one.keys()]))].toSorted()
  const rows = groups.map((group) => [group, ...shares.map((one) => format(one.get(group) ?? 0))])
  const lines = [
    ['', ...columns.map(({ title }) => title)],
    ['---', ...columns.map(() => '---:')],
    ...rows,
    ['all', ...shares.map((one) => format(sum(one)))],
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

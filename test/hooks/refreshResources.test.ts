import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'

import { refreshResources, resourcesKey } from '../../src/hooks/queries.ts'

const HOME = 'https://api.example'

/** A list that is shown, whose reads end only when the test says so. */
function showList() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const reads: { signal: AbortSignal; end: (error?: Error) => void }[] = []
  const observer = new QueryObserver(queryClient, {
    queryKey: [...resourcesKey(HOME, 'configuration'), 'list'],
    queryFn: ({ signal }) =>
      new Promise<number>((settle, refuse) => {
        const number = reads.length + 1
        reads.push({ signal, end: (error) => (error ? refuse(error) : settle(number)) })
      }),
  })
  const stop = observer.subscribe(() => {})
  return { home: HOME, queryClient, reads, observer, stop }
}

const turn = () => vi.waitFor(() => Promise.resolve())

it('many changes during one read let it end, and lead to one more', async () => {
  const list = showList()
  list.reads[0]?.end()
  await vi.waitFor(() => expect(list.observer.getCurrentResult().data).toBe(1))
  const refreshes = Array.from({ length: 50 }, () => refreshResources(list, 'configuration'))
  await turn()
  expect(list.reads).toHaveLength(2)
  list.reads[1]?.end()
  await vi.waitFor(() => expect(list.reads).toHaveLength(3))
  expect(list.reads.some(({ signal }) => signal.aborted)).toBe(false)
  expect(list.observer.getCurrentResult().data).toBe(2)
  list.reads[2]?.end()
  await Promise.all(refreshes)
  expect(list.observer.getCurrentResult().data).toBe(3)
  expect(list.reads).toHaveLength(3)
  list.stop()
})

it('a change after the last read leads to another one, also after a read that failed', async () => {
  const list = showList()
  list.reads[0]?.end()
  await vi.waitFor(() => expect(list.observer.getCurrentResult().data).toBe(1))
  const first = refreshResources(list, 'configuration')
  await turn()
  list.reads[1]?.end(new Error('503'))
  await first
  const second = refreshResources(list, 'configuration')
  await turn()
  list.reads[2]?.end()
  await second
  expect(list.observer.getCurrentResult().data).toBe(3)
  list.stop()
})

it('types and homes do not wait for each other', async () => {
  const list = showList()
  list.reads[0]?.end()
  await vi.waitFor(() => expect(list.observer.getCurrentResult().data).toBe(1))
  void refreshResources(list, 'configuration')
  await turn()
  await refreshResources(list, 'memoryStore')
  await refreshResources({ ...list, home: 'https://other.example' }, 'configuration')
  expect(list.reads).toHaveLength(2)
  list.reads[1]?.end()
  list.stop()
})

/** Runs the tasks, at most `limit` at a time. Returns their results in order. */
export async function inParallel<T>(limit: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const queue = tasks.entries()
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const [index, task] of queue) results[index] = await task()
    }),
  )
  return results
}

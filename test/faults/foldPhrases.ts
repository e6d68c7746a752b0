/** Joins phrases that follow each other and begin alike: their beginning is said once. */
export function foldPhrases(phrases: readonly string[]): string[] {
  const runs: string[][][] = []
  for (const words of phrases.map((phrase) => phrase.split(' '))) {
    const run = runs.at(-1)
    if (run?.[0]?.[0] === words[0]) run?.push(words)
    else runs.push([words])
  }
  return runs.map((run) => {
    const [first = [], ...others] = run
    // At least the last word of each phrase remains.
    const most = Math.min(...run.map((words) => words.length - 1))
    const differs = first.findIndex((word, at) => at >= most || others.some((words) => words[at] !== word))
    const beginning = first.slice(0, differs)
    return [...beginning, run.map((words) => words.slice(differs).join(' ')).join('; ')].join(' ')
  })
}

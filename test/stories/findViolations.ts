import axe from 'axe-core'

/** The rules that depend on colours, sizes and positions. The others see the same markup in every mode. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** The violations that axe finds on the page, one line for each element. */
export async function findViolations(rules: 'all' | 'looks'): Promise<string[]> {
  axe.reset()
  axe.configure({
    rules: [
      { id: 'target-size', enabled: true }, // WCAG 2.2 AA: 24 pixels
      { id: 'region', enabled: false }, // a component has no landmarks around it
    ],
  })
  const { violations } = await axe.run(document.body, {
    resultTypes: ['violations'],
    ...(rules === 'looks' && { runOnly: LOOKS }),
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${lastLine(failureSummary)}`,
    ),
  )
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}

// What is wrong with a page, by the five aspects that are checked.
import { properties, pseudoProperties } from './properties.mjs'

export const ASPECTS = ['tokens', 'contrast', 'borders', 'paddings', 'overflow']

const NAMES = [
  ...properties.map(({ name }) => name),
  ...['::before', '::after'].flatMap((pseudo) => pseudoProperties.map((property) => `${pseudo} ${property}`)),
]
const EDGE = 3
const TEXT = 4.5

/**
 * @param seen the measurements of a host's page
 * @param plain those of a page without host CSS, with the same width and text size
 * @returns the findings, each with its aspect and its element
 */
export function judge(seen, plain, scheme) {
  return [
    ...judgeTokens(seen, plain),
    ...judgeColours(seen, scheme),
    ...judgeEdges(seen, plain),
    ...compare(seen, plain),
    ...seen.icons.flatMap(({ key, what }) => (what === '' ? [] : [{ aspect: 'paddings', key, what }])),
    ...seen.tight.map(({ key, what }) => ({ aspect: 'paddings', key, what })),
    ...seen.overflow.map(({ key, what }) => ({ aspect: 'overflow', key, what })),
  ]
}

function judgeTokens(seen, plain) {
  const valid = new Set(seen.tokens.map(({ token, place }) => `${token} ${place}`))
  return plain.tokens.flatMap(({ token, place }) =>
    valid.has(`${token} ${place}`)
      ? []
      : [{ aspect: 'tokens', key: `.${place}`, what: `${token} is not a colour` }],
  )
}

function judgeColours({ page, texts, surfaces }, { looks }) {
  const isDark = page < 0.5
  const wrong = isDark === (looks === 'dark') ? [] : [{ key: 'body', what: `the page is not ${looks}` }]
  for (const { key, text, ratio } of texts) {
    if (ratio < TEXT) wrong.push({ key, what: `“${text}” ${ratio.toFixed(2)}` })
  }
  for (const { key, luminance } of surfaces) {
    if (luminance < 0.3 !== isDark)
      wrong.push({ key, what: `a ${isDark ? 'light' : 'dark'} box on a ${isDark ? 'dark' : 'light'} page` })
  }
  return wrong.map((one) => ({ aspect: 'contrast', ...one }))
}

function judgeEdges(seen, plain) {
  const plainRatios = new Map(plain.edges.map(({ key, ratio }) => [key, ratio]))
  return seen.edges.flatMap(({ key, isFixed, ratio }) => {
    // A text-only button has no edge in any page, and a control that cannot be changed does not need one.
    const hasEdge = !isFixed && plainRatios.get(key) >= EDGE
    return hasEdge && ratio < EDGE ? [{ aspect: 'borders', key, what: `edge ${ratio.toFixed(2)}` }] : []
  })
}

function compare({ elements }, plain) {
  const keys = new Set([...Object.keys(plain.elements), ...Object.keys(elements)])
  return [...keys].flatMap((key) => {
    const [is, was] = [elements[key], plain.elements[key]]
    if (!is || !was) return [{ aspect: 'paddings', key, what: is ? 'is only here' : 'is missing' }]
    const outer = key.slice(0, Math.max(0, key.lastIndexOf(' > ')))
    const [outerIs, outerWas] = [elements[outer], plain.elements[outer]]
    return NAMES.flatMap((name, index) => {
      const isSame = is[index] === was[index]
      // Report an inherited difference once, where it starts.
      const isInherited = outerIs?.[index] === is[index] && outerWas?.[index] === was[index]
      if (isSame || isInherited) return []
      const aspect = /border|radius|outline|shadow/.test(name) ? 'borders' : 'paddings'
      return [{ aspect, key, what: `${name}: ${is[index]}, not ${was[index]}` }]
    })
  })
}

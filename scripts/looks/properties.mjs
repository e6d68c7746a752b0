const SIDES = ['top', 'right', 'bottom', 'left']
const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right']

/** Grouped by purpose. `*` stands for each side, `+` for each corner. */
const NAMES = {
  box: `display position * float clear box-sizing visibility opacity z-index aspect-ratio
    width height min-width min-height max-width max-height margin-* padding-* border-+-radius
    overflow-x overflow-y clip-path resize object-fit contain box-shadow background-image appearance`,
  line: 'border-* outline column-rule',
  layout: `flex-direction flex-wrap flex-grow flex-shrink flex-basis order row-gap column-gap
    align-content align-items align-self justify-content justify-items justify-self
    grid-template-columns grid-template-rows grid-auto-flow grid-column-start grid-row-start
    border-collapse border-spacing table-layout caption-side vertical-align column-count`,
  text: `font-size font-weight font-style font-variant-caps font-stretch line-height letter-spacing word-spacing
    text-align text-transform text-indent text-decoration-line text-decoration-style text-shadow text-overflow
    white-space-collapse text-wrap-mode overflow-wrap word-break hyphens
    list-style-type list-style-position list-style-image`,
  drawing: `transform rotate scale translate filter backdrop-filter mix-blend-mode
    stroke-width stroke-linecap stroke-linejoin cursor pointer-events user-select animation-name`,
}

/**
 * The properties that a host page must not change in our components. Colours and the font follow the page, so
 * they are not listed. A `line` has a width only if it has a style; a `text` property needs text to matter.
 */
export const properties = Object.entries(NAMES).flatMap(([kind, names]) =>
  names
    .split(/\s+/)
    .flatMap((name) => [
      ...(name.includes('*') ? SIDES.map((side) => name.replace('*', side)) : []),
      ...(name.includes('+') ? CORNERS.map((corner) => name.replace('+', corner)) : []),
      ...(/[*+]/.test(name) ? [] : [name]),
    ])
    .map((name) => ({ name, kind })),
)

/** The properties checked for `::before` and `::after`. */
export const pseudoProperties = [
  'content',
  'display',
  'position',
  'padding',
  'margin',
  'border-width',
  'font-size',
]

/* global document, getComputedStyle, CSSStyleSheet, NodeFilter, Range, innerWidth */
/**
 * Runs in a page. Measures the computed styles of each of our elements, the contrast of each text, the edges
 * of each control, and whether each colour token is a colour. Sent to the browser as text, so it cannot use
 * imports.
 */
export function measure({ tokens, properties, pseudoProperties }) {
  const OURS = '[class^="ra-"], [class*=" ra-"]'
  // Skips the shapes in icons, the browser's own parts of a select, and text for screen readers only.
  const PARTS = '*:not(svg *, option, optgroup, .ra-visually-hidden *, .ra-live-region, .ra-live-region *)'
  const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  })
  const colours = new Map()
  const roots = [...document.querySelectorAll(OURS)].filter(
    (element) => !element.parentElement?.closest(OURS) && !element.matches('.ra-live-region'),
  )
  const ours = roots.flatMap((root) => [root, ...root.querySelectorAll(PARTS)])
  const keys = new Map()
  const counts = new Map()
  for (const root of roots) nameTree(root)
  const canvas = readCanvas()
  const shown = ours.filter(isShown)
  const parent = roots[0]?.parentElement
  const padding = parent && getComputedStyle(parent)
  return {
    frame: {
      width: parent
        ? parent.getBoundingClientRect().width -
          ['paddingLeft', 'paddingRight', 'borderLeftWidth', 'borderRightWidth'].reduce(
            (sum, side) => sum + parseFloat(padding[side]),
            0,
          )
        : 0,
      rootFont: parseFloat(getComputedStyle(document.documentElement).fontSize),
    },
    page: luminance(backgroundOf(document.body)),
    elements: Object.fromEntries(ours.map((element) => [keys.get(element), readStyles(element)])),
    tokens: readTokens(),
    texts: shown.flatMap(readTexts),
    edges: shown.filter((element) => element.matches('input, select, textarea, button')).map(readEdge),
    surfaces: shown.flatMap(readSurface),
    tight: shown.flatMap(readTight),
    overflow: readOverflow(),
    icons: shown.filter((element) => element.matches('svg')).flatMap(readIcon),
  }

  /** Names the elements the same in both pages: by the path from our outermost element. */
  function nameTree(root) {
    const name = root.classList[0]
    counts.set(name, (counts.get(name) ?? 0) + 1)
    keys.set(root, `.${name}${counts.get(name) > 1 ? `(${counts.get(name)})` : ''}`)
    for (const element of root.querySelectorAll(PARTS)) {
      const index = [...element.parentElement.children].indexOf(element) + 1
      const kind = element.classList[0] ? `.${element.classList[0]}` : element.localName
      keys.set(element, `${keys.get(element.parentElement)} > ${kind}:${index}`)
    }
  }

  function isShown(element) {
    const { width, height } = element.getBoundingClientRect()
    if (width <= 1 || height <= 1 || !element.checkVisibility({ visibilityProperty: true })) return false
    for (let outer = element; outer && keys.has(outer); outer = outer.parentElement) {
      // Clipped to nothing: for screen readers only.
      if (getComputedStyle(outer).clipPath === 'inset(50%)') return false
    }
    return true
  }

  function readStyles(element) {
    const computed = element.computedStyleMap()
    const used = getComputedStyle(element)
    const hasWords = holdsWords(element)
    // Computed, not used: `auto` stays `auto`, however wide the page is.
    const read = (property) => computed.get(property)?.toString() ?? used.getPropertyValue(property)
    const styles = properties.map(({ name, kind }) => {
      if (kind === 'text' && !hasWords) return ''
      if (kind !== 'line') return withoutColours(read(name))
      const [style, width] = [read(`${name}-style`), read(`${name}-width`)]
      return style === 'none' || width === '0px' ? 'no line' : `${width} ${style}`
    })
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(element, pseudo)
      const isThere = style.content !== 'none' && style.content !== 'normal'
      styles.push(
        ...pseudoProperties.map((property) =>
          isThere ? withoutColours(style.getPropertyValue(property)) : '',
        ),
      )
    }
    return styles
  }

  /** Whether text styles are visible: in the element's own text, or in the line of its inline children. */
  function holdsWords(element) {
    if (element.matches('svg, [type="radio"], [type="checkbox"], .ra-visually-hidden')) return false
    if (element.matches('input, textarea, select, button')) return true
    return [...element.childNodes].some((node) =>
      node.nodeType === 1 ? getComputedStyle(node).display.startsWith('inline') : node.data?.trim(),
    )
  }

  function withoutColours(value) {
    return value.replaceAll(/\b(?:rgba?|color|(?:ok)?(?:lab|lch)|hsla?|hwb)\([^()]*\)/g, 'colour')
  }

  /** A token is a colour if it sets a background or, if transparent, a border other than the fallback. */
  function readTokens() {
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets.push(sheet)
    const places = new Map()
    for (const element of ours) {
      const name = element.classList[0]
      if (
        name?.startsWith('ra-') &&
        !/^(?:input|textarea|select|svg|code|bdi|table|thead|tbody|tr)$/.test(element.localName) &&
        !places.has(name)
      )
        places.set(name, element)
    }
    sheet.replaceSync(
      tokens
        .map(
          (token, index) =>
            `looks-probe.n${index} { border: 1px solid var(${token}) !important; background: var(${token}) !important }`,
        )
        .concat('looks-probe { color: rgb(1 2 3) !important }')
        .join(''),
    )
    const probes = [...places].flatMap(([place, element]) =>
      tokens.map((token, index) => {
        const probe = element.appendChild(document.createElement('looks-probe'))
        probe.className = `n${index}`
        return { token, place, probe }
      }),
    )
    const found = probes.filter(({ probe }) => {
      const { backgroundColor, borderTopColor } = getComputedStyle(probe)
      return backgroundColor !== 'rgba(0, 0, 0, 0)' || borderTopColor !== 'rgb(1, 2, 3)'
    })
    for (const { probe } of probes) probe.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    return found.map(({ token, place }) => ({ token, place }))
  }

  function readTexts(element) {
    if (element.closest(':disabled, [aria-disabled="true"]') || element.matches('svg, option')) return []
    const texts = []
    const behind = backgroundOf(element)
    const say = (text, style) => {
      const words = text.trim()
      if (words !== '')
        texts.push({
          key: keys.get(element),
          text: words.slice(0, 40),
          ratio: contrast(parse(style.color, opacityOf(element)), behind),
        })
    }
    const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data)
    if (!element.matches('input, textarea, select')) say(own.join(' '), getComputedStyle(element))
    else if (element.value !== '' && !element.matches('[type="radio"], [type="checkbox"]'))
      say(element.value, getComputedStyle(element))
    else if (element.placeholder) say(element.placeholder, getComputedStyle(element, '::placeholder'))
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(element, pseudo)
      if (style.content.startsWith('"')) say(style.content.slice(1, -1), style)
    }
    return texts
  }

  function readEdge(element) {
    const style = getComputedStyle(element)
    const outside = backgroundOf(element.parentElement)
    const inside = backgroundOf(element)
    const lines = ['Top', 'Right', 'Bottom', 'Left']
      .filter((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none')
      .map((side) => contrast(parse(style[`border${side}Color`], 1), outside))
    return {
      key: keys.get(element),
      isFixed: element.matches(':disabled, [readonly]'),
      ratio: Math.max(...lines, contrast(inside, outside), 1),
    }
  }

  /** Luminance of plain surfaces, which must match the page's. Buttons and highlights may differ. */
  function readSurface(element) {
    const [, , , alpha] = parse(getComputedStyle(element).backgroundColor, 1)
    const isPlain = element.matches(
      '.ra-table-card, .ra-input, .ra-choice, .ra-fold, .ra-channel, .ra-dialog, .ra-details, .ra-form, .ra-tray',
    )
    return alpha > 0.5 && isPlain
      ? [{ key: keys.get(element), luminance: luminance(backgroundOf(element)) }]
      : []
  }

  /** Finds text that touches the edge of its button, field, badge or card. */
  function readTight(element) {
    const box = findBox(element)
    if (!box || element.matches('option')) return []
    const outer = box.getBoundingClientRect()
    if (element.matches('input:not([type="radio"], [type="checkbox"]), textarea, select')) {
      const { paddingLeft, paddingRight } = getComputedStyle(element)
      return judgeRoom(element, [paddingLeft, paddingRight].map(parseFloat))
    }
    return [...element.childNodes].flatMap((node) => {
      if (node.nodeType !== 3 || node.data.trim() === '') return []
      const range = document.createRange()
      range.selectNodeContents(node)
      // Text with an ellipsis ends where its element ends.
      const isCutOff = getComputedStyle(element).overflowX !== 'visible'
      const inner = (isCutOff ? element : range).getBoundingClientRect()
      return judgeRoom(element, [inner.left - outer.left, outer.right - inner.right])
    })
  }

  function judgeRoom(element, rooms) {
    const room = Math.min(...rooms)
    // 4 px is the padding of the smallest badge.
    return room < 4 ? [{ key: keys.get(element), what: `is ${room.toFixed(1)} from the edge around it` }] : []
  }

  /** The nearest enclosing element of ours with a visible border or background. */
  function findBox(element) {
    for (let outer = element; outer && keys.has(outer); outer = outer.parentElement) {
      const style = getComputedStyle(outer)
      const hasLines = ['Left', 'Right'].every(
        (side) =>
          parseFloat(style[`border${side}Width`]) > 0 &&
          style[`border${side}Style`] !== 'none' &&
          parse(style[`border${side}Color`], 1)[3] > 0,
      )
      if (hasLines || parse(style.backgroundColor, 1)[3] > 0) return outer
    }
    return undefined
  }

  function readOverflow() {
    const page = document.scrollingElement
    const width = page.clientWidth
    const found =
      page.scrollWidth > width ? [{ key: 'body', what: `the page is ${page.scrollWidth} wide` }] : []
    for (const element of shown) {
      const { left, right } = element.getBoundingClientRect()
      if ((right > width + 1 || left < -1) && !isCut(element))
        found.push({
          key: keys.get(element),
          what: `reaches from ${Math.round(left)} to ${Math.round(right)}`,
        })
    }
    return found
  }

  function isCut(element) {
    const root = roots.find((one) => one.contains(element))
    let outer = element
    while (outer !== root) {
      outer = outer.parentElement
      const { overflowX } = getComputedStyle(outer)
      const { left, right } = outer.getBoundingClientRect()
      if (overflowX !== 'visible' && left >= -1 && right <= innerWidth + 1) return true
    }
    return false
  }

  /** Checks that an icon is beside its text, and not on the text of a field. */
  function readIcon(icon) {
    const box = icon.getBoundingClientRect()
    const middle = (box.top + box.bottom) / 2
    const found = []
    const field = icon.parentElement.querySelector(':scope > input, :scope > select')
    if (field) {
      const inside = field.getBoundingClientRect()
      const style = getComputedStyle(field)
      const from = inside.left + parseFloat(style.paddingLeft)
      const to = inside.right - parseFloat(style.paddingRight)
      const isOver =
        box.right > from + 0.5 && box.left < to - 0.5 && box.bottom > inside.top && box.top < inside.bottom
      found.push({ key: keys.get(icon), what: isOver ? 'covers the text of its field' : '' })
    }
    const words = document.createTreeWalker(icon.parentElement, NodeFilter.SHOW_TEXT)
    let text = words.nextNode()
    while (text && (text.data.trim() === '' || !isShown(text.parentElement))) text = words.nextNode()
    if (!field && text) {
      const range = document.createRange()
      range.selectNodeContents(text)
      const lines = range.getBoundingClientRect()
      const isBeside = middle > lines.top - 2 && middle < lines.bottom + 2
      found.push({ key: keys.get(icon), what: isBeside ? '' : 'is not beside its text' })
    }
    return found
  }

  function readCanvas() {
    const probe = document.documentElement.appendChild(document.createElement('looks-probe'))
    probe.style.setProperty('background', 'Canvas', 'important')
    const colour = parse(getComputedStyle(probe).backgroundColor, 1)
    probe.remove()
    return colour
  }

  /** The colour behind the content of an element, down to the canvas of the page or of the top layer. */
  function backgroundOf(element) {
    const layers = []
    for (let outer = element; outer; outer = outer.parentElement) {
      const style = getComputedStyle(outer)
      layers.push(parse(style.backgroundColor, 1))
      if (outer.matches('dialog:modal')) break
    }
    return layers.reduceRight((below, layer) => over(layer, below), canvas)
  }

  function opacityOf(element) {
    let opacity = 1
    for (let outer = element; outer; outer = outer.parentElement)
      opacity *= Number(getComputedStyle(outer).opacity)
    return opacity
  }

  /** Any CSS colour as red, green, blue and alpha, 0 to 1. */
  function parse(colour, opacity) {
    if (!colours.has(colour)) {
      pixel.clearRect(0, 0, 1, 1)
      pixel.fillStyle = '#000'
      pixel.fillStyle = colour
      pixel.fillRect(0, 0, 1, 1)
      colours.set(
        colour,
        [...pixel.getImageData(0, 0, 1, 1).data].map((part) => part / 255),
      )
    }
    const [red, green, blue, alpha] = colours.get(colour)
    return [red, green, blue, alpha * opacity]
  }

  function over([red, green, blue, alpha], below) {
    return [red, green, blue].map((part, index) => part * alpha + below[index] * (1 - alpha)).concat(1)
  }

  function luminance(colour) {
    const [red, green, blue] = colour.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function contrast(colour, behind) {
    const [one, other] = [luminance(over(colour, behind)), luminance(behind)]
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  }
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { Page } from 'playwright'
import { PNG } from 'pngjs'

import type { Story } from './findComponents.ts'
import type { Mode } from './modes.ts'
import type { StillStory } from './playStory.ts'
import { toIndexedPng } from './toIndexedPng.ts'

/** One state of a component, ready to be drawn. */
export interface State extends StillStory {
  readonly story: Story
}

/** The place of a state on its sheet, in pixels. */
export interface Place {
  readonly story: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How much wider it is than its page. Above 0, users have to scroll sideways. */
  readonly overflow: number
}

export interface Sheet {
  readonly png: Buffer
  readonly places: readonly Place[]
}

const ORIGIN = 'http://sheet.invalid'
const { resolve } = createRequire(import.meta.url)
const FONTS = [
  ...[400, 500, 600, 700].map((weight) => ({ family: 'Inter', weight, package: '@fontsource/inter' })),
  { family: 'JetBrains Mono', weight: 400, package: '@fontsource/jetbrains-mono' },
].map((font) => ({
  ...font,
  file: `${font.package.replace('@fontsource/', '')}-latin-${font.weight}-normal.woff2`,
}))

const FONT_FACES = FONTS.map(
  ({ family, weight, file }) =>
    `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(${ORIGIN}/${file}) }`,
).join('\n')

/** For every state: the same fonts on every machine, and nothing that moves or blinks. */
const STILL_CSS = `
  ${FONT_FACES}
  :root { --ra-font-mono: 'JetBrains Mono' }
  html { font-family: Inter }
  body { margin: 0; padding: 1rem; overflow-y: hidden; background: Canvas }
  *, *::before, *::after, *::backdrop { animation: none !important; transition: none !important; caret-color: transparent !important }
`

const SHEET_CSS = `
  ${FONT_FACES}
  body { position: relative; margin: 0; font: 500 13px/20px Inter }
  h2 { position: absolute; margin: 0; overflow: hidden; font: inherit; white-space: nowrap; text-overflow: ellipsis }
  iframe { position: absolute; border: 0 }
`

/** Lets a page load what its sheets need, and nothing else. */
export async function prepareSheets(page: Page): Promise<void> {
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    const font = FONTS.find(({ file }) => pathname === `/${file}`)
    if (font) {
      const body = readFileSync(resolve(`${font.package}/files/${font.file}`))
      return route.fulfill({
        body,
        contentType: 'font/woff2',
        headers: { 'access-control-allow-origin': '*' },
      })
    }
    return pathname === '/'
      ? route.fulfill({ body: '<!doctype html><body>', contentType: 'text/html' })
      : route.abort()
  })
}

/** Puts all states of a component on the page, each in its own frame, ready to be drawn in any mode. */
export async function layOut(page: Page, states: readonly State[]): Promise<void> {
  await page.goto(ORIGIN)
  await page.addStyleTag({ content: SHEET_CSS })
  await page.evaluate(
    addFrames,
    states.map(({ story, html, css }) => ({
      name: story.name,
      srcdoc: `<!doctype html><html lang="en"><style>${css}</style><style>${STILL_CSS}</style><body>${html}`,
    })),
  )
}

/** Resolves when every frame has been laid out at its new size and painted. */
function waitForPaint(): Promise<void> {
  return new Promise((painted) => {
    requestAnimationFrame(() => requestAnimationFrame(() => painted()))
  })
}

/** In pixels. A larger sheet is drawn at half size, because all pictures together have to stay small. */
const MAX_AREA = 4_000_000

export async function drawSheet(page: Page, mode: Mode): Promise<Sheet> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: mode.width,
    height: 800,
    deviceScaleFactor: 1,
    mobile: false,
  })
  const { width, height, places } = await page.evaluate(arrange, mode)
  const scale = width * height > MAX_AREA ? 0.5 : 1
  await session.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: scale,
    mobile: false,
  })
  await page.evaluate(waitForPaint)
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
  await session.detach()
  return {
    png: toIndexedPng(PNG.sync.read(Buffer.from(data, 'base64'))),
    places: places.map(({ story, overflow, ...box }) => ({ story, overflow, ...toScale(box, scale) })),
  }
}

function toScale(box: Omit<Place, 'story' | 'overflow'>, scale: number): typeof box {
  const { x, y, width, height } = box
  return {
    x: Math.floor(x * scale),
    y: Math.floor(y * scale),
    width: Math.floor(width * scale),
    height: Math.floor(height * scale),
  }
}

async function addFrames(frames: readonly { name: string; srcdoc: string }[]): Promise<void> {
  await Promise.all(
    frames.map(({ name, srcdoc }) => {
      const title = document.body.appendChild(document.createElement('h2'))
      title.textContent = name
      const frame = document.body.appendChild(document.createElement('iframe'))
      frame.title = name
      frame.srcdoc = srcdoc
      return new Promise((loaded) => frame.addEventListener('load', loaded))
    }),
  )
  for (const frame of document.querySelectorAll('iframe')) {
    for (const dialog of frame.contentDocument?.querySelectorAll('dialog') ?? []) {
      if (!dialog.hasAttribute('data-modal')) continue
      dialog.open = false
      dialog.showModal()
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
}

/**
 * Sets every frame to the mode and to the height of its content, and puts them side by side. A picture of
 * similar states compresses well only if they are at the same height.
 */
async function arrange({ theme, dir, width }: Mode) {
  const gap = 16
  const titleHeight = 24
  const maxWidth = 6_000
  document.documentElement.style.colorScheme = theme
  document.documentElement.style.background = theme === 'light' ? '#d9dbe0' : '#000'
  document.documentElement.style.color = theme === 'light' ? '#000' : '#fff'

  const frames = [...document.querySelectorAll('iframe')]
  for (const frame of frames) {
    const root = frame.contentDocument?.documentElement
    if (!root) continue
    root.dir = dir
    root.dataset['theme'] = theme
    root.style.colorScheme = theme
    frame.style.inlineSize = `${width}px`
    // A dialog is never taller than its page.
    frame.style.blockSize = root.querySelector('dialog:modal') ? '1600px' : '64px'
  }
  const documents = frames.flatMap(({ contentDocument }) => contentDocument ?? [])
  await Promise.all([document, ...documents].map(({ fonts }) => fonts.ready))

  let x = gap
  let y = titleHeight
  let rowHeight = 0
  let sheetWidth = 0
  const places = frames.map((frame) => {
    const { height, start, end, overflow } = measure(frame)
    if (x > gap && x + end - start > maxWidth) {
      x = gap
      y += rowHeight + gap + titleHeight
      rowHeight = 0
    }
    const place = { story: frame.title, x, y, width: end - start, height, overflow }
    frame.style.blockSize = `${height}px`
    frame.style.inset = `${y}px auto auto ${x - start}px`
    frame.style.clipPath = `inset(0 ${width - end}px 0 ${start}px)`
    const title = frame.previousElementSibling
    if (title instanceof HTMLElement) {
      title.style.inset = `${y - titleHeight}px auto auto ${x}px`
      title.style.inlineSize = `${place.width}px`
    }
    x += place.width + gap
    rowHeight = Math.max(rowHeight, height)
    sheetWidth = Math.max(sheetWidth, x)
    return place
  })
  return { width: sheetWidth, height: y + rowHeight + gap, places }

  /** The height of a frame's content, the horizontal range that is painted, and how far it sticks out. */
  function measure({ contentDocument }: HTMLIFrameElement) {
    const root = contentDocument?.documentElement
    if (!contentDocument || !root) throw new Error('A frame of the sheet has no document.')
    const dialog = root.querySelector<HTMLElement>('dialog:modal')
    const painted = dialog
      ? [new DOMRect(0, 0, width, 0)]
      : [...root.querySelectorAll('body *')].flatMap(paintedBy)
    const margin = 16
    if (painted.length === 0) painted.push(new DOMRect(dir === 'ltr' ? 0 : width - 160, 0, 160, 0))
    return {
      height: Math.ceil(dialog ? dialog.offsetHeight + 64 : root.scrollHeight),
      start: Math.max(0, Math.floor(Math.min(width - 160, ...painted.map(({ left }) => left)) - margin)),
      end: Math.min(width, Math.ceil(Math.max(160, ...painted.map(({ right }) => right)) + margin)),
      overflow: Math.max(0, root.scrollWidth - width),
    }
  }

  function paintedBy(element: Element): DOMRect[] {
    const { backgroundColor, borderStyle } = getComputedStyle(element)
    const hasBox =
      backgroundColor !== 'rgba(0, 0, 0, 0)' || borderStyle !== 'none' || element.matches('svg, img, input')
    const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    const rects = texts.flatMap((text) => {
      const range = element.ownerDocument.createRange()
      range.selectNode(text)
      return [...range.getClientRects()]
    })
    return [...(hasBox ? [element.getBoundingClientRect()] : []), ...rects].filter((rect) => rect.width > 1)
  }
}

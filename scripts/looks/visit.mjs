// Visits the pages of a host as a user would, and measures each in every scheme and width.
import { judge } from './judge.mjs'
import { measure } from './measure.mjs'
import { properties, pseudoProperties } from './properties.mjs'
import { answerApi, states } from './states.mjs'

const WIDTHS = [1280, 360]
const HEIGHT = 900

/** The findings for each scheme, in the host's order, with state and width. */
export async function visit({ browser, host, built, tokens, plain, pictures }) {
  const found = new Map(host.schemes.map(({ name }) => [name, []]))
  for (const [name, url] of Object.entries(built.pages)) {
    // A separate browser context per page, because one would show what the other has submitted.
    const visitor = await open(browser, url)
    try {
      for (const state of states.filter(({ page }) => page === name)) {
        await visitor.reach(state)
        for (const scheme of host.schemes) await look(visitor.page, state, scheme)
      }
      if (visitor.complaints.length > 0) throw new Error(`Page errors: ${visitor.complaints.join('\n')}`)
    } finally {
      await visitor.close()
    }
  }
  return found

  async function look(page, state, scheme) {
    await page.emulateMedia({ colorScheme: scheme.system, reducedMotion: 'reduce' })
    if (scheme.script) await page.evaluate(scheme.script)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      const seen = await take(page, tokens)
      const wrong = judge(seen, await plain.measure(state.name, width, seen.frame), scheme)
      found.get(scheme.name).push(...wrong.map((one) => ({ ...one, where: `${state.name}, ${width}` })))
      const path = `${pictures}-${toFileName(scheme.name)}-${state.name}-${width}.png`
      if (pictures) await page.screenshot({ path, fullPage: true })
    }
  }
}

/** The page that hosts are compared with: in each state, with the same width and text size as the host's. */
export async function createReference(browser, built, tokens) {
  const opened = new Map()
  const kept = new Map()
  let last = Promise.resolve()
  for (const state of states) {
    const visitor = await open(browser, built.pages[state.page])
    for (const earlier of states) {
      if (earlier.page === state.page) await visitor.reach(earlier)
      if (earlier === state) break
    }
    await visitor.page.evaluate(stopTime)
    opened.set(state.name, visitor)
  }
  return {
    measure(state, width, frame) {
      const key = JSON.stringify([state, width, frame])
      if (!kept.has(key))
        kept.set(
          key,
          inTurn(() => measureIn(opened.get(state).page, width, frame)),
        )
      return kept.get(key)
    },
    async stop() {
      for (const visitor of opened.values()) await visitor.close()
      await built.stop()
    },
  }

  /** Runs one task at a time: two hosts must not resize the same page. */
  function inTurn(work) {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }

  async function measureIn(page, width, frame) {
    await page.setViewportSize({ width, height: HEIGHT })
    await page.evaluate((host) => {
      document.documentElement.style.fontSize = `${host.rootFont}px`
      document.body.style.margin = '0'
      document.getElementById('root').style.width = `${host.width}px`
    }, frame)
    return take(page, tokens)
  }
}

async function open(browser, url) {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const simulator = await answerApi(context)
  const page = await context.newPage()
  await page.addInitScript(letClockStop)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(url)
  return {
    page,
    complaints,
    close: () => context.close(),
    async reach(state) {
      await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT })
      await state.reach(page, simulator)
      await page.mouse.move(0, 0)
    },
  }
}

/** Runs in the page before its own code, which may keep `Date.now`. */
function letClockStop() {
  const { now } = Date
  let stoppedAt
  Date.now = () => stoppedAt ?? now()
  globalThis.stopClock = () => {
    stoppedAt = now()
  }
}

/**
 * Runs in the page: stops its timers and its clock, so that it stays as it is for all comparisons. Otherwise
 * its operations become stuck when the hosts take five minutes.
 */
function stopTime() {
  const last = setTimeout(() => {}, 0)
  for (let timer = 0; timer <= last; timer += 1) clearTimeout(timer)
  globalThis.stopClock()
}

async function take(page, tokens) {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .flatMap((animation) =>
          animation.effect?.getComputedTiming().iterations === Infinity ? [] : [animation.finished],
        ),
    ),
  )
  return page.evaluate(measure, { tokens, properties, pseudoProperties })
}

function toFileName(name) {
  return name.replaceAll(/[^\w]+/g, '-')
}

import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { OperationStatusBadge, OperationsProvider } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'

import { readColor } from '../looks/readColor.ts'
import { toContrast } from '../looks/toContrast.ts'

import badgeSheet from '../../src/components/operation/OperationStatusBadge.css?raw'
import tokens from '../../src/tokens.css?raw'

afterEach(() => document.body.replaceChildren())

/** A badge inside `parent`, as a page shows it. */
function show(parent: Element | ShadowRoot, appearance: { theme?: 'light' | 'dark' } = {}): HTMLElement {
  const client = createOrchestratorClient({ baseUrl: '/api/twilio', fetch: createSimulator().fetch })
  const page: ReactElement = (
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} appearance={appearance}>
        <OperationStatusBadge operation="conv_operation_00000000000000000000000001" />
      </OperationsProvider>
    </QueryClientProvider>
  )
  flushSync(() => createRoot(parent).render(page))
  const badge = parent.querySelector<HTMLElement>('.ra-badge')
  if (!badge) throw new Error('There is no badge.')
  return badge
}

function addBox(style: string): HTMLElement {
  const box = document.body.appendChild(document.createElement('div'))
  box.style.cssText = style
  return box
}

function contrastOf(badge: Element): number {
  const word = badge.querySelector('[data-part="word"]') ?? badge
  return toContrast(readColor(getComputedStyle(word).color), backgroundOf(badge))
}

function backgroundOf(badge: Element): string {
  return readColor(getComputedStyle(badge).backgroundColor)
}

it.each(['display: grid', 'display: flex', 'display: flex; flex-direction: column'])(
  'a badge is not stretched by a box with %s',
  (style) => {
    const box = addBox(`${style}; inline-size: 600px; block-size: 300px`)
    const { width, height } = show(box).getBoundingClientRect()
    expect(width).toBeLessThan(200)
    expect(height).toBeLessThan(40)
  },
)

it('a badge is centred by a box that centres its content', () => {
  const box = addBox('display: grid; place-items: center; inline-size: 600px; block-size: 300px')
  const { left, width, top, height } = show(box).getBoundingClientRect()
  const outer = box.getBoundingClientRect()
  expect(left + width / 2).toBeCloseTo(outer.left + 300, 0)
  expect(top + height / 2).toBeCloseTo(outer.top + 150, 0)
})

it('a badge keeps its own theme on any page', () => {
  const plain = backgroundOf(show(addBox('color: #111; background: #fff')))
  const dark = show(addBox('color: #111; background: #fff'), { theme: 'dark' })
  const light = show(addBox('color: #eee; background: #000'), { theme: 'light' })
  expect(backgroundOf(light)).toBe(plain)
  expect(backgroundOf(dark)).not.toBe(plain)
  for (const badge of [dark, light]) expect(contrastOf(badge)).toBeGreaterThan(4.5)
})

it('a badge has its colours in a shadow root if only that root has the style sheet', () => {
  const frame = document.body.appendChild(document.createElement('iframe'))
  const inner = frame.contentDocument
  if (!inner) throw new Error('The frame has no document.')
  const root = inner.body.appendChild(inner.createElement('div')).attachShadow({ mode: 'open' })
  const sheet = inner.createElement('style')
  sheet.textContent = tokens + badgeSheet
  root.append(sheet)
  const box = root.appendChild(inner.createElement('div'))
  const badge = box.appendChild(inner.createElement('span'))
  badge.className = 'ra-badge'
  badge.dataset['status'] = 'COMPLETED'
  badge.innerHTML = '<span class="ra-text" data-part="word">Completed</span>'
  expect(getComputedStyle(badge).display).toBe('inline-flex')
  expect(backgroundOf(badge)).toBe('#e6f6ec')
  expect(contrastOf(badge)).toBeGreaterThan(4.5)
})

it('a hidden element stays hidden', () => {
  const part = document.body.appendChild(document.createElement('span'))
  part.className = 'ra-text'
  expect(getComputedStyle(part).display).toBe('inline')
  part.hidden = true
  expect(getComputedStyle(part).display).toBe('none')
})

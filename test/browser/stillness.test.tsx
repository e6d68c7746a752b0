import 'react-accepted/styles.css'
import { OperationStatusBadge } from 'react-accepted'
import type { AsyncOperationStatus } from 'react-accepted'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'

const places = {
  'in a sentence': (status: AsyncOperationStatus) => (
    <p>
      <span data-beside>Harbor Reception</span> <OperationStatusBadge status={status} />{' '}
      <span data-beside>since nine o'clock</span>
    </p>
  ),
  'in a table as wide as its content': (status: AsyncOperationStatus) => (
    <table>
      <tbody>
        <tr>
          <td data-beside>Harbor Reception</td>
          <td>
            <OperationStatusBadge status={status} />
          </td>
          <td data-beside>Open</td>
        </tr>
        <tr>
          <td data-beside>Ferry Bookings</td>
        </tr>
      </tbody>
    </table>
  ),
}

afterEach(() => document.body.replaceChildren())

it.each(Object.entries(places))('nothing moves when an operation ends: %s', (_, render) => {
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  const measure = (status: AsyncOperationStatus) => {
    flushSync(() => root.render(render(status)))
    return [...document.querySelectorAll('[data-beside]')].map((element) =>
      element.getBoundingClientRect().toJSON(),
    )
  }
  const running = measure('PENDING')
  expect(running.length).toBeGreaterThan(1)
  expect(measure('COMPLETED')).toEqual(running)
  expect(measure('FAILED')).toEqual(running)
  root.unmount()
})

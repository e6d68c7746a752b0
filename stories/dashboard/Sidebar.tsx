import { useAsyncOperations, useOperations } from 'react-accepted'

import type { PageName } from './route.ts'
import { PAGES, toHref } from './route.ts'

const NAMES: Readonly<Record<PageName, string>> = {
  configurations: 'Configurations',
  'memory-stores': 'Memory stores',
  operations: 'Operations',
}

export interface SidebarProps {
  /** Whether the API is the simulator or a real account. */
  readonly place: 'simulator' | 'live'
  /** The page that is shown. */
  readonly current: PageName
}

/** The sidebar of the application: its name, its pages, and whether the account is real. */
export function Sidebar({ place, current }: SidebarProps) {
  const { operations, unconfirmed } = useOperations()
  const views = useAsyncOperations(operations.map(({ accepted }) => accepted))
  const open = unconfirmed.length + views.filter(({ status }) => status === 'PENDING').length
  return (
    <div className="dash-side">
      <div className="dash-sidebar">
        <div className="dash-brand">
          <svg viewBox="0 0 28 28" aria-hidden="true">
            <rect width="28" height="28" rx="8" />
            <path d="M6.5 17.5c2.5 0 2.5-2 5-2s2.5 2 5 2 2.5-2 5-2M6.5 12.5c2.5 0 2.5-2 5-2s2.5 2 5 2 2.5-2 5-2" />
          </svg>
          <span>Harbor Desk</span>
        </div>
        <nav aria-label="Pages">
          <ul>
            {PAGES.map((page) => (
              <li key={page}>
                <a href={toHref({ page })} aria-current={page === current ? 'page' : undefined}>
                  <span>{NAMES[page]}</span>
                  {page === 'operations' && open > 0 && (
                    <span className="dash-count">
                      {open}
                      <span className="ra-visually-hidden"> not finished</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p className="dash-place" data-place={place}>
          <span className="dash-place-dot" />
          {place === 'live' ? 'LIVE: real Twilio account' : 'Simulator'}
        </p>
      </div>
    </div>
  )
}

const PAGES = ['Overview', 'Conversations', 'Configurations', 'Memory stores', 'Team'] as const

export interface SidebarProps {
  readonly place: 'simulator' | 'live'
}

/** The sidebar of the application: its name, its pages, and whether the account is real. */
export function Sidebar({ place }: SidebarProps) {
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
                <a
                  href={`#${page}`}
                  aria-current={page === 'Configurations' ? 'page' : undefined}
                  onClick={(event) => event.preventDefault()}
                >
                  {page}
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

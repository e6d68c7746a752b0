import './dashboard.css'
import { useState } from 'react'
import type { AcceptedOperation } from 'react-accepted/client'
import { ConfigurationsTable } from 'react-accepted/twilio'

import { CreatePanel } from './CreatePanel.tsx'
import { OperationsList } from './OperationsList.tsx'
import { Sidebar } from './Sidebar.tsx'

export interface DashboardProps {
  /** Whether the API is the simulator or a real account. */
  readonly place: 'simulator' | 'live'
  /** Operations that were accepted before the page opened. */
  readonly accepted?: readonly AcceptedOperation[]
}

/** An admin page that an application might build with the library's components. */
export function Dashboard({ place, accepted = [] }: DashboardProps) {
  const [isCreating, setIsCreating] = useState(false)
  const create = (
    <button type="button" className="ra-button" data-variant="primary" onClick={() => setIsCreating(true)}>
      <PlusIcon />
      New configuration
    </button>
  )
  return (
    <div className="dash">
      <Sidebar place={place} />
      <main className="dash-main">
        <header className="dash-header">
          <div>
            <h1>Configurations</h1>
            <p>How conversations are captured, grouped and remembered.</p>
          </div>
          {create}
        </header>
        <OperationsList accepted={accepted} />
        <section aria-labelledby="dash-all">
          <h2 id="dash-all">All configurations</h2>
          <ConfigurationsTable emptyAction={create} />
        </section>
      </main>
      {isCreating && <CreatePanel onClose={() => setIsCreating(false)} />}
    </div>
  )
}

function PlusIcon() {
  return (
    <svg className="ra-icon" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path d="M8 3.5v9M3.5 8h9" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  )
}

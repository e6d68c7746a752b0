import './dashboard.css'
import { useEffect } from 'react'
import { useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

import { ConfigurationsPage } from './ConfigurationsPage.tsx'
import { MemoryStoresPage } from './MemoryStoresPage.tsx'
import { OperationsPage } from './OperationsPage.tsx'
import { useRoute } from './route.ts'
import { Sidebar } from './Sidebar.tsx'

export interface DashboardProps {
  /** Whether the API is the simulator or a real account. */
  readonly place: 'simulator' | 'live'
  /** Operations that were accepted before the page opened. */
  readonly accepted?: readonly AcceptedOperation[]
}

/** An admin application built with the library's components: configurations, memory stores and operations. */
export function Dashboard({ place, accepted = NONE }: DashboardProps) {
  const { page, open } = useRoute()
  const { watch } = useOperations()
  useEffect(() => {
    for (const one of accepted) watch(one)
  }, [accepted, watch])
  return (
    <div className="dash">
      <Sidebar place={place} current={page} />
      <main className="dash-main">
        {page === 'configurations' && <ConfigurationsPage open={open} />}
        {page === 'memory-stores' && <MemoryStoresPage />}
        {page === 'operations' && <OperationsPage open={open} />}
      </main>
    </div>
  )
}

const NONE: readonly AcceptedOperation[] = []

import './host.css'
import { OperationsTray } from 'react-accepted'
import { ConfigurationsTable, CreateMemoryStoreForm } from 'react-accepted/twilio'

/** An application with its own design system. The library uses its colours and radius. */
export function Host() {
  return (
    <div className="host">
      <header>
        <h1>Harbor CRM</h1>
        <button type="button">Invite</button>
      </header>
      <div className="host-card">
        <OperationsTray />
      </div>
      <section className="host-card" aria-labelledby="host-store">
        <h2 id="host-store">New memory store</h2>
        <CreateMemoryStoreForm />
      </section>
      <ConfigurationsTable />
    </div>
  )
}

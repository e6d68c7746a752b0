import './host.css'
import { ConfigurationsTable, CreateMemoryStoreForm, OperationsTray } from 'react-accepted'

/** An application with a design system of its own, whose colours and radius the library takes over. */
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

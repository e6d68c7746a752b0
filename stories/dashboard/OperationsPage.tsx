import { useId } from 'react'
import { OperationDetails, OperationsTray } from 'react-accepted'

import { PageHeader } from './PageHeader.tsx'
import { goTo, toResourceHref } from './route.ts'

export interface OperationsPageProps {
  /** The operation that was looked up: its API and its ID, such as `memory:proc_job_…`. */
  readonly open: string | undefined
}

const APIS = ['conversations', 'memory'] as const

/** Everything that was submitted here, and any other operation by its ID. */
export function OperationsPage({ open }: OperationsPageProps) {
  const titleId = useId()
  const [api = 'conversations', operationId = ''] = open?.split(':') ?? []
  return (
    <>
      <PageHeader title="Operations" hint="What was submitted, what came of it, and what needs attention." />
      <OperationsTray getResourceHref={toResourceHref} />
      <section aria-labelledby={titleId}>
        <h2 id={titleId}>Look up an operation</h2>
        <form
          key={open}
          className="dash-look-up"
          onSubmit={(event) => {
            event.preventDefault()
            const fields = new FormData(event.currentTarget)
            const read = (name: string) => {
              const value = fields.get(name)
              return typeof value === 'string' ? value.trim() : ''
            }
            if (read('id') !== '') goTo({ page: 'operations', open: `${read('api')}:${read('id')}` })
          }}
        >
          <label>
            API
            <select name="api" className="dash-input" defaultValue={api}>
              {APIS.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            Operation ID
            <input name="id" className="dash-input" defaultValue={operationId} spellCheck={false} required />
          </label>
          <button type="submit" className="ra-button">
            Look up
          </button>
        </form>
        {operationId !== '' && <OperationDetails operation={{ api, operationId }} />}
      </section>
    </>
  )
}

import { useId, useState } from 'react'
import { OperationDetails, OperationProgress, OperationStatusBadge, useSubmitOperation } from 'react-accepted'
import type { Fault } from 'react-accepted/simulator'

import type { DemoApi } from './apis.ts'
import { exportReport } from './apis.ts'

/** How the next operation is to end. */
export type Ending = 'completes' | 'fails' | 'runsOn'

const FAULTS: Readonly<Record<Ending, Fault | undefined>> = {
  completes: undefined,
  fails: { kind: 'fail', error: { title: 'No data', detail: 'There is no data in this report.', code: 9 } },
  runsOn: { kind: 'stuck' },
}

export interface ExportReportProps {
  readonly api: DemoApi
  readonly ending: Ending
}

/** A form that starts an operation, and everything that is known about it. The same for every API. */
export function ExportReport({ api, ending }: ExportReportProps) {
  const [name, setName] = useState('')
  const nameId = useId()
  const exporting = useSubmitOperation(exportReport)
  const { accepted, intent, operation } = exporting

  function send() {
    const fault = FAULTS[ending]
    if (fault) api.simulator.script({ on: 'operations.create', fault })
    if (accepted) exporting.reset()
    void exporting.submit({ name })
  }

  return (
    <section className="any-api-card" aria-label={api.title}>
      <p className="any-api-quiet">{api.summary}</p>
      <p className="any-api-code">
        <code>{api.code}</code>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label htmlFor={nameId}>Report</label>
        <input
          id={nameId}
          className="any-api-input"
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          required
        />
        <button type="submit" className="ra-button" data-variant="primary">
          Export report
        </button>
      </form>
      {intent.state !== 'idle' && (
        <div className="any-api-operation">
          <div className="any-api-status">
            <strong>{accepted?.label}</strong>
            <OperationStatusBadge submission={exporting} />
          </div>
          <OperationProgress submission={exporting} />
          {operation.status === 'PENDING' && !api.canCancel && (
            <p className="any-api-quiet">This API cannot cancel.</p>
          )}
          <OperationDetails submission={exporting} />
        </div>
      )}
    </section>
  )
}

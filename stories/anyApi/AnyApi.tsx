import './anyApi.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { OperationsProvider } from 'react-accepted'
import type { Appearance, MessageOverrides } from 'react-accepted'
import type { ContractName } from 'react-accepted/simulator'

import type { DemoApi } from './apis.ts'
import { Choice } from './Choice.tsx'
import { ExportReport } from './ExportReport.tsx'
import type { Ending } from './ExportReport.tsx'

export interface AnyApiProps {
  readonly apis: readonly DemoApi[]
  readonly contract?: ContractName | undefined
  readonly appearance?: Appearance
  readonly messages?: MessageOverrides | undefined
}

const ENDINGS: readonly { readonly value: Ending; readonly title: string }[] = [
  { value: 'completes', title: 'Completes' },
  { value: 'fails', title: 'Fails' },
  { value: 'runsOn', title: 'Runs until cancelled' },
]

/** The same form and components in front of different APIs. */
export function AnyApi({ apis, contract: first = 'azure', appearance, messages }: AnyApiProps) {
  const [contract, setContract] = useState(first)
  const [ending, setEnding] = useState<Ending>('completes')
  const [queryClient] = useState(() => new QueryClient())
  const api = apis.find((one) => one.contract === contract)
  return (
    <main className="any-api">
      <header>
        <h1>Any API</h1>
        <p className="any-api-quiet">
          The same components in front of seven APIs. Only the client of each one differs.
        </p>
      </header>
      <Choice
        legend="API"
        options={apis.map(({ contract: value, title }) => ({ value, title }))}
        value={contract}
        onChange={setContract}
      />
      <Choice legend="The operation" options={ENDINGS} value={ending} onChange={setEnding} />
      {api && (
        <QueryClientProvider client={queryClient}>
          <OperationsProvider
            key={contract}
            client={api.client}
            storage={null}
            appearance={appearance}
            messages={messages}
          >
            <ExportReport api={api} ending={ending} />
          </OperationsProvider>
        </QueryClientProvider>
      )}
    </main>
  )
}

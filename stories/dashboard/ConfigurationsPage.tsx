import { useState } from 'react'
import { ConfigurationsTable, CreateConfigurationForm, EditConfigurationForm } from 'react-accepted/twilio'

import { OperationsList } from './OperationsList.tsx'
import { NewButton, PageHeader } from './PageHeader.tsx'
import { Panel } from './Panel.tsx'
import { goTo, toHref } from './route.ts'

const PAGE = 'configurations'
const toConfigurationHref = (id: string) => toHref({ page: PAGE, open: id })

export interface ConfigurationsPageProps {
  /** The ID of the configuration to edit. */
  readonly open: string | undefined
}

export function ConfigurationsPage({ open }: ConfigurationsPageProps) {
  const [isCreating, setIsCreating] = useState(false)
  const create = <NewButton label="New configuration" onClick={() => setIsCreating(true)} />
  return (
    <>
      <PageHeader title="Configurations" hint="How conversations are captured, grouped and remembered.">
        {create}
      </PageHeader>
      <OperationsList />
      <section aria-labelledby="dash-all">
        <h2 id="dash-all">All configurations</h2>
        <ConfigurationsTable
          emptyAction={create}
          deletable
          getConfigurationHref={({ id }) => toConfigurationHref(id)}
        />
      </section>
      {isCreating && (
        <Panel
          title="New configuration"
          hint="It is set up in the background; you can close this at any time."
          onClose={() => setIsCreating(false)}
        >
          <CreateConfigurationForm getConfigurationHref={toConfigurationHref} />
        </Panel>
      )}
      {open !== undefined && (
        <Panel
          key={open}
          title="Edit configuration"
          hint="Only what you change is sent. Conversations that have started keep their settings."
          onClose={() => goTo({ page: PAGE })}
        >
          <EditConfigurationForm configurationId={open} getConfigurationHref={toConfigurationHref} />
        </Panel>
      )}
    </>
  )
}

'use client'

import { Notice } from '../../components/Notice.tsx'
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx'
import type { ConfigurationEdit } from './configurationEdit.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { ConfigurationReadNotice } from './ConfigurationReadNotice.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface EditNoticeProps {
  readonly form: ConfigurationForm
  readonly edit: ConfigurationEdit
  readonly onTakeTheirs: () => void
  readonly onKeepMine: () => void
}

/** What the comparison with the stored configuration has brought, before anything is sent. */
export function EditNotice({ form, edit, onTakeTheirs, onKeepMine }: EditNoticeProps) {
  const messages = useConfigurationMessages()
  return (
    <div role="alert" className="ra-form-alert">
      {edit.state === 'unchanged' && <Notice tone="calm" part="unchanged" title={messages.nothingChanged} />}
      {edit.state === 'unread' && (
        <ConfigurationReadNotice error={edit.error} title={messages.notCheckedTitle}>
          <p className="ra-hint">{messages.notCheckedBody}</p>
        </ConfigurationReadNotice>
      )}
      {edit.state === 'changedMeanwhile' && (
        <ChangedMeanwhile form={form} edit={edit} onTakeTheirs={onTakeTheirs} onKeepMine={onKeepMine} />
      )}
    </div>
  )
}

'use client'

import { Notice } from '../../../components/elements/Notice.tsx'
import { TextAreaField, TextField } from '../../../components/fields/Field.tsx'
import { MAX_STORES } from '../../api/memoryStore.ts'
import { useMemoryStoreMessages } from '../messages/useOrchestratorMessages.ts'
import type { MemoryStoreForm } from './useMemoryStoreForm.ts'

export interface MemoryStoreFieldsProps {
  readonly form: MemoryStoreForm
  /** Prefix of the IDs of all controls. */
  readonly formId: string
  /** Shows the values read-only. */
  readonly isLocked: boolean
  /** The message that another store already has the name. */
  readonly takenError: string | undefined
  /** How many stores the account has: a notice says if the last few are left. */
  readonly storeCount: number
}

const LAST_FEW = 2

/** Name and description, with a notice if the account is near its limit of 15 stores. */
export function MemoryStoreFields({
  form,
  formId,
  isLocked,
  takenError,
  storeCount,
}: MemoryStoreFieldsProps) {
  const messages = useMemoryStoreMessages()
  const errorOf = (field: 'displayName' | 'description') => form.formState.errors[field]?.message
  return (
    <>
      {storeCount >= MAX_STORES - LAST_FEW && (
        <Notice tone="warning" part="limit" title={messages.limitTitle(storeCount)}>
          <p className="ra-text">
            {storeCount < MAX_STORES ? messages.limitNear(MAX_STORES) : messages.limitBody}
          </p>
        </Notice>
      )}
      <TextField
        {...form.register('displayName')}
        id={`${formId}-displayName`}
        error={errorOf('displayName') ?? takenError}
        label={messages.displayName}
        hint={messages.displayNameHint}
        readOnly={isLocked}
        spellCheck={false}
        autoCapitalize="none"
        required
      />
      <TextAreaField
        {...form.register('description')}
        id={`${formId}-description`}
        error={errorOf('description')}
        label={messages.description}
        hint={messages.descriptionHint}
        readOnly={isLocked}
      />
    </>
  )
}

'use client'

import { Notice } from '../../components/Notice.tsx'
import { TextAreaField } from '../../components/TextAreaField.tsx'
import { TextField } from '../../components/TextField.tsx'
import { MAX_STORES } from '../api/memoryStore.ts'
import type { MemoryStoreForm } from './memoryStoreFormValues.ts'
import { useMemoryStoreMessages } from './useMemoryStoreMessages.ts'

export interface MemoryStoreFieldsProps {
  readonly form: MemoryStoreForm
  /** Prefix of the IDs of all controls. */
  readonly formId: string
  /** Shows the values but lets nobody change them. */
  readonly isLocked: boolean
  /** Says that another store has the name already. */
  readonly takenError: string | undefined
  /** The account has as many stores as it may have. */
  readonly isFull: boolean
}

/** Name and description, and what stands in the way of another store. */
export function MemoryStoreFields({ form, formId, isLocked, takenError, isFull }: MemoryStoreFieldsProps) {
  const messages = useMemoryStoreMessages()
  const errorOf = (field: 'displayName' | 'description') => form.formState.errors[field]?.message
  return (
    <>
      {isFull && (
        <Notice tone="warning" part="limit" title={messages.limitTitle(MAX_STORES)}>
          <p className="ra-text">{messages.limitBody}</p>
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

'use client'

import { forwardRef, useState } from 'react'

import { isolate, keepFormatters } from '../../../components/messages/locale.ts'
import { useOperationMessages } from '../../../components/messages/useOperationMessages.ts'
import { deleteConfiguration } from '../../api/configurationsClient.ts'
import { deleteConversation } from '../../api/createOrchestratorClient.ts'
import { deleteMemoryStore } from '../../api/memoryStoresClient.ts'
import { useOrchestratorClient } from '../../hooks/OrchestratorProvider.tsx'
import { useConfiguration, useConfigurations } from '../../hooks/useConfigurations.ts'
import { useMemoryStore } from '../../hooks/useMemoryStores.ts'
import type { DeletionMessages } from '../messages/deletionMessages.ts'
import { useDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import type { DeletionButtonOptions } from './DeletionButton.tsx'
import { DeletionButton } from './DeletionButton.tsx'

/** Props of DeleteConfigurationButton. */
export interface DeleteConfigurationButtonProps extends DeletionButtonOptions {
  readonly configurationId: string
  /** Its name, if you know it. Otherwise it is read when the dialog opens. */
  readonly displayName?: string | undefined
}

/** Deletes a configuration, after a dialog that lists everything deleted with it. */
export const DeleteConfigurationButton = /* @__PURE__ */ forwardRef<
  HTMLButtonElement,
  DeleteConfigurationButtonProps
>(function DeleteConfigurationButton({ configurationId, displayName, ...rest }, ref) {
  const { deleteConfiguration: subjectMessages } = useDeletionMessages()
  const { configurations } = useOrchestratorClient('DeleteConfigurationButton')
  const [isOpen, setIsOpen] = useState(false)
  const { resource } = useConfiguration(isOpen && displayName === undefined ? configurationId : null)
  return (
    <DeletionButton
      {...rest}
      key={configurationId}
      ref={ref}
      endpoint={deleteConfiguration}
      resourceId={configurationId}
      name={displayName ?? resource?.displayName}
      subjectMessages={subjectMessages}
      look={(signal) => configurations.get(configurationId, { signal })}
      onOpenChange={setIsOpen}
    />
  )
})

/** Props of DeleteConversationButton. */
export interface DeleteConversationButtonProps extends DeletionButtonOptions {
  readonly conversationId: string
  /** A human-readable name, if there is one. */
  readonly displayName?: string | undefined
}

/** Deletes a conversation and everything attached to it, after a dialog that says so. */
export const DeleteConversationButton = /* @__PURE__ */ forwardRef<
  HTMLButtonElement,
  DeleteConversationButtonProps
>(function DeleteConversationButton({ conversationId, displayName, ...rest }, ref) {
  const { deleteConversation: subjectMessages } = useDeletionMessages()
  return (
    <DeletionButton
      {...rest}
      key={conversationId}
      ref={ref}
      endpoint={deleteConversation}
      resourceId={conversationId}
      name={displayName}
      subjectMessages={subjectMessages}
    />
  )
})

/** Props of DeleteMemoryStoreButton. */
export interface DeleteMemoryStoreButtonProps extends DeletionButtonOptions {
  readonly memoryStoreId: string
  /** Its name, if you know it. Otherwise it is read when the dialog opens. */
  readonly displayName?: string | undefined
}

/**
 * Deletes a memory store and everything in it, after a dialog that warns of it and lists which
 * configurations use it. The endpoint takes no Idempotency-Key, so a request with an unclear outcome is never
 * sent again.
 */
export const DeleteMemoryStoreButton = /* @__PURE__ */ forwardRef<
  HTMLButtonElement,
  DeleteMemoryStoreButtonProps
>(function DeleteMemoryStoreButton({ memoryStoreId, displayName, ...rest }, ref) {
  const { deleteMemoryStore: subjectMessages } = useDeletionMessages()
  const { memoryStores } = useOrchestratorClient('DeleteMemoryStoreButton')
  const [isOpen, setIsOpen] = useState(false)
  const { resource } = useMemoryStore(isOpen && displayName === undefined ? memoryStoreId : null)
  return (
    <DeletionButton
      {...rest}
      key={memoryStoreId}
      ref={ref}
      endpoint={deleteMemoryStore}
      resourceId={memoryStoreId}
      name={displayName ?? resource?.displayName}
      subjectMessages={subjectMessages}
      look={(signal) => memoryStores.get(memoryStoreId, { signal })}
      notes={<MemoryStoreUsers memoryStoreId={memoryStoreId} />}
      onOpenChange={setIsOpen}
    />
  )
})

/** More names would distract from the rest of the dialog. */
const MAX_NAMES = 8
/** The list's maximum page size (API reference, list configurations). */
const LARGEST_PAGE = 1000

interface MemoryStoreUsersProps {
  readonly memoryStoreId: string
}

/** Names the configurations that currently use a memory store. */
function MemoryStoreUsers({ memoryStoreId }: MemoryStoreUsersProps) {
  const messages = useDeletionMessages()
  const { locale } = useOperationMessages()
  const list = useConfigurations({ memoryStoreId, pageSize: LARGEST_PAGE })
  return (
    <p className="ra-quiet" data-part="used-by">
      {toSentence(list, messages, locale)}
    </p>
  )
}

const nameList = /* @__PURE__ */ keepFormatters((locale) => new Intl.ListFormat(locale, { type: 'unit' }))

function toSentence(
  { configurations, isLoading, error }: ReturnType<typeof useConfigurations>,
  messages: DeletionMessages,
  locale: string | undefined,
): string {
  if (isLoading) return messages.usedByLoading
  if (error) return messages.usedByUnknown
  if (configurations.length === 0) return messages.usedByNone
  const names = configurations.slice(0, MAX_NAMES).map(({ displayName }) => isolate(displayName))
  const list = nameList(locale).format(names)
  return messages.usedBy(list, configurations.length - names.length)
}

'use client'

import { forwardRef, useState } from 'react'

import { deleteConfiguration } from '../api/deleteConfiguration.ts'
import { useConfiguration } from '../hooks/useConfiguration.ts'
import { useOrchestratorClient } from '../hooks/useOrchestratorClient.ts'
import type { DeletionButtonOptions } from './DeletionButton.tsx'
import { DeletionButton } from './DeletionButton.tsx'
import { useDeletionMessages } from './useDeletionMessages.ts'

/** Props of DeleteConfigurationButton. */
export interface DeleteConfigurationButtonProps extends DeletionButtonOptions {
  readonly configurationId: string
  /** Its name, where it is known. Else it is read when the dialog opens. */
  readonly displayName?: string | undefined
}

/** Deletes a configuration, after it has said what goes with it. */
export const DeleteConfigurationButton = forwardRef<HTMLButtonElement, DeleteConfigurationButtonProps>(
  function DeleteConfigurationButton({ configurationId, displayName, ...rest }, ref) {
    const { deleteConfiguration: words } = useDeletionMessages()
    const { configurations } = useOrchestratorClient('DeleteConfigurationButton')
    const [isOpen, setIsOpen] = useState(false)
    const { resource } = useConfiguration(isOpen && displayName === undefined ? configurationId : null)
    return (
      <DeletionButton
        {...rest}
        key={configurationId}
        ref={ref}
        recipe={deleteConfiguration}
        thingId={configurationId}
        name={displayName ?? resource?.displayName}
        words={words}
        look={(signal) => configurations.get(configurationId, { signal })}
        onOpenChange={setIsOpen}
      />
    )
  },
)

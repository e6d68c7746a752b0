'use client'

import { Fold } from '../../components/Fold.tsx'
import { useLate } from '../../hooks/useLate.ts'
import { MAX_CAPTURE_RULES } from '../api/configurationLimits.ts'
import type { ChannelPartProps } from './ChannelNumber.tsx'
import { readFailedAttempt } from './configurationForm.ts'
import { hasNumber } from './hasNumber.ts'
import { lateFormParts } from './lateFormParts.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldSnapshot } from './useFieldSnapshot.ts'
import { useFieldValue } from './useFieldValue.ts'

/** The capture rules of a channel, folded away until there are some. What is in the fold is loaded later. */
export function ChannelRules({ form, formId, isLocked, channel }: ChannelPartProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.rules` as const
  const rules = useFieldValue(form, name)
  const numbers = `${channel}.numbers` as const
  const later = useLate(lateFormParts, true)
  const hasNumbers = useFieldSnapshot(form, numbers, () => form.getValues(numbers) !== '')
  return (
    <Fold
      title={hasNumber(channel) ? messages.moreRules : messages.captureRules}
      count={rules.length}
      reason={
        readFailedAttempt(form, name) ??
        readFailedAttempt(form, numbers) ??
        (hasNumbers ? numbers : undefined)
      }
    >
      <p className="ra-hint">{messages.captureRulesHint(MAX_CAPTURE_RULES)}</p>
      {later && <later.CaptureRules form={form} formId={formId} isLocked={isLocked} channel={channel} />}
    </Fold>
  )
}

'use client'

import type { RefObject } from 'react'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'

import type { MessageOverrides } from '../../../hooks/messages.ts'
import { useMessages } from '../../../hooks/OperationsContext.ts'
import { MAX_CAPTURE_RULES, MAX_CONFIGURATIONS } from '../../api/configuration.ts'
import { useConfigurations } from '../../hooks/useConfigurations.ts'
import { toTypedNumber } from '../form/typedText.ts'
import type { AdviceMessages } from '../messages/adviceMessages.ts'
import { englishAdviceMessages } from '../messages/adviceMessages.ts'
import type { ConfigurationMessages } from '../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import type { ChannelPartProps } from './fields/ChannelFields.tsx'
import { toMinutes } from './formInput.ts'
import { toCaptureRules } from './formValues.ts'
import type { ChannelFormValues, ChannelKey } from './formValues.ts'

const chooseAdvice = ({ configurationAdvice }: MessageOverrides) => configurationAdvice

/** A half-typed number causes no warning, and a key press costs nothing, however many rules there are. */
const PAUSE_MS = 300

/** Warns of probable mistakes in the settings of one channel, when the user pauses. The form can still be sent. */
export function ChannelAdvice({ form, channel }: ChannelPartProps) {
  const place = useRef<HTMLOutputElement>(null)
  const messages = useMessages(englishAdviceMessages, chooseAdvice)
  const labels = useConfigurationMessages()
  // One text, because a snapshot must be equal to the one before if nothing changed.
  const read = () => toChannelAdvice(channel, form.getValues(channel), messages, labels).join('\n')
  const listen = useCallback((listener: () => void) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const note = () => {
      clearTimeout(timer)
      timer = setTimeout(listener, PAUSE_MS)
    }
    // Listens to typing only, because adding or removing a rule renders the form. With a subscription to all fields of
    // the channel, React Hook Form would copy the values of the whole form on every key press.
    const fields = place.current?.closest('.ra-channel')
    fields?.addEventListener('input', note)
    return () => {
      clearTimeout(timer)
      fields?.removeEventListener('input', note)
    }
  }, [])
  const advice = useSyncExternalStore(listen, read, read)
  return <Advice sentences={advice === '' ? [] : advice.split('\n')} place={place} />
}

/**
 * Mentions the limit of an account when the last configurations are left. They are counted once the form has the
 * focus: a form that is only shown reads nothing for it.
 */
export function ConfigurationLimitAdvice() {
  const place = useRef<HTMLSpanElement>(null)
  const [isUsed, setIsUsed] = useState(false)
  useEffect(() => {
    const form = place.current?.closest('form')
    const note = () => setIsUsed(true)
    if (form?.matches(':focus-within')) note()
    form?.addEventListener('focusin', note)
    return () => form?.removeEventListener('focusin', note)
  }, [])
  // Takes no place: an empty element would add a gap to the form.
  return isUsed ? <CountedConfigurations /> : <span className="ra-group" hidden ref={place} />
}

function CountedConfigurations() {
  const messages = useMessages(englishAdviceMessages, chooseAdvice)
  const { configurations, hasNextPage } = useConfigurations()
  const count = configurations.length
  // An account that has more than the limit proves that the limit does not apply to it.
  const isNear = !hasNextPage && count >= MAX_CONFIGURATIONS - LAST_FEW && count <= MAX_CONFIGURATIONS
  return <Advice sentences={isNear ? [messages.configurations(count, MAX_CONFIGURATIONS)] : []} />
}

const LAST_FEW = 2

/** One sentence for each probable mistake. */
export function toChannelAdvice(
  channel: ChannelKey,
  values: ChannelFormValues,
  messages: AdviceMessages,
  { inactiveAfter, closedAfter }: ConfigurationMessages,
): string[] {
  // Not a number if it is empty or invalid, and then neither below nor above the other.
  const [inactive, closed] = [values.inactive, values.closed].map((typed) => toMinutes(toTypedNumber(typed)))
  const rules = toCaptureRules(channel, values).map(({ body }) => body)
  const capturesAll = channel === 'voice' && rules.some(({ from, to }) => from === '*' && to === '*')
  return [
    ...(Number(inactive) >= Number(closed) ? [messages.closedFirst(inactiveAfter, closedAfter)] : []),
    ...(capturesAll ? [messages.everyCall] : []),
    ...(rules.length >= MANY_RULES ? [messages.rules(rules.length, MAX_CAPTURE_RULES)] : []),
  ]
}

const MANY_RULES = 0.9 * MAX_CAPTURE_RULES

interface AdviceProps {
  readonly sentences: readonly string[]
  readonly place?: RefObject<HTMLOutputElement | null>
}

/** Always there, because a screen reader announces only what changes inside of it. */
function Advice({ sentences, place }: AdviceProps) {
  return (
    <output className="ra-advice-status" ref={place}>
      {sentences.map((sentence) => (
        <span className="ra-advice" data-part="advice" key={sentence}>
          {sentence}
        </span>
      ))}
    </output>
  )
}

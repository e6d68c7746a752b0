'use client'

import type { ClipboardEvent, ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'

import type { ChannelPartProps } from './ChannelNumber.tsx'
import { changeRows } from './configurationForm.ts'
import { NumberList } from './NumberList.tsx'
import { splitNumbers } from './splitNumbers.ts'
import type { RuleList } from './toRuleList.ts'
import { toRuleList } from './toRuleList.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface ChannelNumberListProps extends Omit<ChannelPartProps, 'formId'> {
  /** The rules. A list that is pasted into one of their fields is taken as a list. */
  readonly children: ReactNode
}

/** The rules of a channel, and a box that takes many at once. */
export function ChannelNumberList({ form, isLocked, channel, children }: ChannelNumberListProps) {
  const messages = useConfigurationMessages()
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [outcome, setOutcome] = useState<RuleList>()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (isOpen) box.current?.querySelector('textarea')?.focus()
  }, [isOpen])

  function add(given: string, isTwoWay: boolean) {
    const next = toRuleList(given, channel, form.getValues(channel), isTwoWay)
    setOutcome(next)
    setText(next.refused > 0 ? given : [...next.invalid, ...next.left].join('\n'))
    const name = `${channel}.rules` as const
    if (next.added.length > 0) changeRows(form, name, [...form.getValues(name), ...next.added])
  }

  function takeList(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text')
    if (!(event.target instanceof HTMLInputElement) || splitNumbers(pasted).length < 2) return
    event.preventDefault()
    setIsOpen(true)
    add(text === '' ? pasted : `${text}\n${pasted}`, true)
  }

  if (isLocked) return children
  return (
    <>
      <div className="ra-rows" onPaste={takeList}>
        {children}
      </div>
      {isOpen ? (
        <div ref={box}>
          <NumberList
            text={text}
            onTextChange={setText}
            outcome={outcome}
            onAdd={(isTwoWay) => add(text, isTwoWay)}
          />
        </div>
      ) : (
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="paste-numbers"
          onClick={() => setIsOpen(true)}
        >
          {messages.pasteNumbers}
        </button>
      )}
    </>
  )
}

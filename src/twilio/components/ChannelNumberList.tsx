'use client'

import type { ClipboardEvent, ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'

import { isInput } from '../../components/ownRoot.ts'
import type { ChannelPartProps } from './ChannelNumber.tsx'
import { changeRows } from './configurationForm.ts'
import type { CaptureRuleFormValues } from './configurationFormValues.ts'
import type { ListOutcome } from './NumberList.tsx'
import { NumberList } from './NumberList.tsx'
import { splitNumbers } from './splitNumbers.ts'
import { toRuleList } from './toRuleList.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldSnapshot } from './useFieldSnapshot.ts'

export interface ChannelNumberListProps extends ChannelPartProps {
  /** The rules. A list that is pasted into one of their fields is taken as a list. */
  readonly children: ReactNode
}

/** The rules of a channel, and a box that takes many at once. */
export function ChannelNumberList({ form, formId, isLocked, channel, children }: ChannelNumberListProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.numbers` as const
  const isFilled = useFieldSnapshot(form, name, () => form.getValues(name) !== '')
  /** How often the person is led to the box. */
  const [calls, setCalls] = useState(0)
  const [outcome, setOutcome] = useState<ListOutcome>()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (calls > 0) box.current?.querySelector('textarea')?.focus()
  }, [calls])

  function add(given: string, isTwoWay: boolean, rows: readonly CaptureRuleFormValues[]) {
    const next = toRuleList(given, channel, { ...form.getValues(channel), rules: [...rows] }, isTwoWay)
    const rest = next.refused > 0 ? given : [...next.invalid, ...next.left].join('\n')
    setOutcome({ ...next, rest })
    if (next.added.length > 0) changeRows(form, `${channel}.rules`, [...rows, ...next.added])
    changeRows(form, name, rest)
    // What is wrong with what is left is told with the box itself.
    if (rest !== '') setCalls((count) => count + 1)
  }

  function takeList(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text')
    if (!isInput(event.target) || splitNumbers(pasted).length < 2) return
    event.preventDefault()
    setCalls((count) => count + 1)
    const left = form.getValues(name)
    const rows = form.getValues(`${channel}.rules`)
    const [, row] = /\.rules\.(\d+)\./.exec(event.target.name) ?? []
    // A rule that was begun for the list has nothing of its own.
    const kept = rows.filter((rule, index) => String(index) !== row || !isBlank(rule))
    add(left === '' ? pasted : `${left}\n${pasted}`, true, kept)
  }

  if (isLocked) return children
  return (
    <>
      <div className="ra-rows" onPaste={takeList}>
        {children}
      </div>
      {isFilled || calls > 0 ? (
        <div className="ra-group" ref={box}>
          <NumberList
            form={form}
            formId={formId}
            channel={channel}
            outcome={outcome}
            onAdd={(isTwoWay) => add(form.getValues(name), isTwoWay, form.getValues(`${channel}.rules`))}
          />
        </div>
      ) : (
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="paste-numbers"
          onClick={() => setCalls(1)}
        >
          {messages.pasteNumbers}
        </button>
      )}
    </>
  )
}

function isBlank({ from, to }: CaptureRuleFormValues): boolean {
  return to === '' && (from === '' || from === '*')
}

'use client'

import { useEffect, useRef } from 'react'

import type { SubmissionPhase } from './submissionPhase.ts'

/** Tells the application the phase of a form: at first, and whenever it is another one. */
export function useReportedPhase(
  phase: SubmissionPhase,
  onPhaseChange: ((phase: SubmissionPhase) => void) | undefined,
) {
  const report = useRef(onPhaseChange)
  useEffect(() => {
    report.current = onPhaseChange
  })
  useEffect(() => report.current?.(phase), [phase])
}

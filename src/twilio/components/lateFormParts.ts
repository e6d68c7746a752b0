'use client'
import type { RefObject } from 'react'
import { useEffect } from 'react'

import type { Late } from '../../client/late.ts'
import { late } from '../../client/late.ts'
import { lateSending } from '../../client/lateSending.ts'
import { lateSchemas } from '../api/lateSchemas.ts'

/** Loaded when a person turns to a form. */
export const lateFormParts = late(() => import('./formParts.ts'))

const ALL: readonly Late<object>[] = [lateFormParts, lateSchemas, lateSending]

/** Loads what the form will need as soon as a person points at it or moves into it. */
export function useFormPartsSoon(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current
    if (!element) return undefined
    const leaving = new AbortController()
    function loadAll() {
      leaving.abort()
      // Whatever cannot be loaded now is tried again when it is needed.
      for (const part of ALL) part.load().catch(() => undefined)
    }
    const { signal } = leaving
    element.addEventListener('pointerenter', loadAll, { signal })
    element.addEventListener('focusin', loadAll, { signal })
    if (element.matches(':focus-within')) loadAll()
    return () => leaving.abort()
  }, [form])
}

'use client'
import type { RefObject } from 'react'
import { useEffect } from 'react'

import type { Late } from '../../client/late.ts'
import { late } from '../../client/late.ts'
import { lateSending } from '../../client/lateSending.ts'
import { lateSchemas } from '../api/lateSchemas.ts'

/** What a form shows once a person has turned to it, and its rules. */
export const lateFormParts = late(() => import('./formParts.ts'))

/** All that a form needs before it sends anything. */
const ALL: readonly Late<object>[] = [lateFormParts, lateSchemas, lateSending]

export const hasFormParts = () => ALL.every((part) => part.now())

/** @throws RequestError of kind `network` */
export const loadFormParts = () => Promise.all(ALL.map((part) => part.load()))

/** Loads what the form will need as soon as a person points at it or moves into it. */
export function useFormPartsSoon(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current
    if (!element) return undefined
    const leaving = new AbortController()
    const { signal } = leaving
    const isOnline = () => element.ownerDocument.defaultView?.navigator.onLine !== false
    function load() {
      // What cannot be loaded now is tried again when it is needed; some browsers keep the failure for the page's life.
      if (isOnline()) loadFormParts().then(() => leaving.abort(), ignore)
    }
    element.addEventListener('pointerenter', load, { signal })
    element.addEventListener('focusin', load, { signal })
    if (element.matches(':focus-within')) load()
    return () => leaving.abort()
  }, [form])
}

function ignore() {}

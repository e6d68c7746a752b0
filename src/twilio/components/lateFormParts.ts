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

/** How a person turns to a form. */
const TURNS = ['pointerenter', 'focusin'] as const

/** Loads what the form will need as soon as a person points at it or moves into it. */
export function useFormPartsSoon(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current
    if (!element) return undefined
    const isOnline = () => element.ownerDocument.defaultView?.navigator.onLine !== false
    function load() {
      // What cannot be loaded now is tried again when it is needed; some browsers keep the failure for the page's life.
      if (isOnline()) loadFormParts().then(stop, ignore)
    }
    // Without a signal: where tests run in jsdom with the AbortController of Node, an element refuses one.
    function stop() {
      for (const type of TURNS) element?.removeEventListener(type, load)
    }
    for (const type of TURNS) element.addEventListener(type, load)
    if (element.matches(':focus-within')) load()
    return stop
  }, [form])
}

function ignore() {}

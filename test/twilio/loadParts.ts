import { beforeAll } from 'vitest'

import { lateSending } from '../../src/client/lateSending.ts'
import { lateSchemas } from '../../src/twilio/api/lateSchemas.ts'
import { lateFormParts } from '../../src/twilio/components/lateFormParts.ts'

// What a page loads when a person turns to a form: the clock of these tests stands still while it is loaded.
beforeAll(() => Promise.all([lateSending, lateSchemas, lateFormParts].map((part) => part.load())))

import { lateSending } from '../src/client/lateSending.ts'
import { lateSchemas } from '../src/twilio/api/lateSchemas.ts'

// What a page loads when a person acts: in a test the clock may stand still while it is loaded.
await Promise.all([lateSending, lateSchemas].map((part) => part.load()))

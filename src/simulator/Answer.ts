import type { Json } from './Json.ts'

/** What a call answers, before it is written as a `Response`. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
}

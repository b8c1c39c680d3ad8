import type { Made } from './make'
import type { Place } from './place'

/** What came of a question. */
export interface Finding {
  response: string
  /** Says whether Portico holds under this answer. */
  covered: boolean
}

export interface Question {
  text: string
  call: string
  check(place: Place, made: Made): Promise<Finding>
  /** Errors that are an answer. */
  refusals?: RegExp
}

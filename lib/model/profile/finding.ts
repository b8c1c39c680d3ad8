/** What one source says of a model, and how sure that is. */
import type { Feature, Task } from '../contract/contract'
import type { Reading } from './readings'

/** The surest first: a call answered it, somebody stated it, it is usual, several things are possible. */
export const surenesses = ['proved', 'stated', 'likely', 'unsure'] as const
export type Sureness = (typeof surenesses)[number]

export interface Finding {
  /** The source in words, after "detected from": `the LMI 0.33 container`, `HF_TASK=summarization`. */
  source: string
  sure: Sureness
  /** What the model can take, the likeliest first; several if this source cannot distinguish them. */
  readings?: Reading[]
  /** Why a request in JSON cannot be written, after "where": `x is FP16, which …`. */
  limit?: string
  contentTypes?: string[]
  /** The type that responses have to have: it is called for if a caller names none. */
  accept?: string
  task?: Task
  /** Class names by class index. */
  labels?: string[]
  features?: Feature[]
  /** How the container takes a missing number. */
  missing?: Feature['missing']
  /** The names of `features` are the model's own. */
  named?: boolean
}

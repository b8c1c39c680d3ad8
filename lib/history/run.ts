/** What was asked in this browser, and what came back. Kept here only. */
import { z } from 'zod'
import { headlineOf as headline } from '../predictions/headline'
import type { Prediction } from '../predictions/prediction'

/** Longer answers are cut: history is for looking back, not for archives. */
export const mostAnswerChars = 20 * 1024
/** The oldest give way, pinned ones stay. */
export const mostRuns = 500

export const runInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rows'), rows: z.array(z.string()) }),
  z.object({ kind: z.literal('text'), text: z.string(), contentType: z.string() }),
  /** A picture or a recording: its name and size, never its bytes. */
  z.object({ kind: z.literal('file'), name: z.string(), bytes: z.number() }),
])
export type RunInput = z.infer<typeof runInputSchema>

export interface Run {
  id: string
  /** Account, region and REST API: histories of two URLs never mix. */
  api: string
  /** ISO. */
  at: string
  input: RunInput
  /** Absent where no answer came. */
  status?: number
  contentType: string
  /** Cut at `mostAnswerChars`. */
  text: string
  latencyMs: number
  /** Of the function that was live. */
  version?: string
  pinned: boolean
}

/** The ids that are one too many: the oldest that nobody pinned. */
export function beyond(runs: Run[], most = mostRuns): string[] {
  const loose = runs.filter((run) => !run.pinned).sort((a, b) => b.at.localeCompare(a.at))
  return loose.slice(Math.max(0, most - (runs.length - loose.length))).map((run) => run.id)
}

export const recordCountOf = (input: RunInput): number => (input.kind === 'rows' ? input.rows.length : 1)

/** One line for a list. */
export function inputLine(input: RunInput): string {
  if (input.kind === 'file') return `${input.name}, ${input.bytes.toLocaleString('en')} B`
  if (input.kind === 'text') return input.text.replace(/\s+/g, ' ').slice(0, 200)
  const [first = '', ...more] = input.rows
  return more.length > 0 ? `${first} and ${more.length} more` : first
}

export interface Headline {
  text: string
  /** A class' probability. */
  probability?: number
  /** The class' place in the model's order, for its colour. */
  place?: number
}

/**
 * What a list shows of an answer; undefined where it is best read whole.
 * @param labels the contract's, for the place of a class that came without probabilities
 */
export function headlineOf(prediction: Prediction, labels: string[] = []): Headline | undefined {
  if (prediction.kind === 'rows') return { text: `${prediction.rows.length} predictions` }
  if (prediction.kind === 'value') {
    const text = String(Number(prediction.value.toPrecision(6)))
    return { text: prediction.unit ? `${text} ${prediction.unit}` : text }
  }
  if (prediction.kind === 'raw' || prediction.kind === 'error') return undefined
  if (prediction.kind !== 'classes') return { text: headline(prediction) }
  const { label, scores } = prediction
  const names = scores.length > 0 ? scores.map((score) => score.label) : labels
  const place = names.indexOf(label)
  return { text: label, probability: scores[place]?.probability, place: place < 0 ? undefined : place }
}

/** Runs whose input or answer holds every word. */
export function matching(runs: Run[], search: string): Run[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return runs.filter((run) => {
    const text = `${inputLine(run.input)} ${run.status ?? ''} ${run.text}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Newest first. */
export const newestFirst = (runs: Run[]): Run[] => [...runs].sort((a, b) => b.at.localeCompare(a.at))

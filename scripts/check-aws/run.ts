/** Makes the throw-away wiring, runs the questions, and removes it again, whatever happens in between. */
import { isExpected } from '../../lib/errors'
import { clean } from './clean'
import { make } from './make'
import type { Place } from './place'
import type { Finding, Question } from './question'
import { questions } from './questions'
import type { Report } from './report'

interface Watch {
  say(line: string): void
  /** Aborted when a person ends the check: the call that is under way is awaited, then everything is removed. */
  signal: AbortSignal
}

export async function checkAws(place: Place, { say, signal }: Watch): Promise<Report> {
  const { region, partition } = place.target
  const findings: Report['findings'] = []
  let ended: string | undefined
  try {
    const wait = async (ms: number) => {
      await place.wait(ms)
      signal.throwIfAborted()
    }
    const made = await make({ ...place, wait }, (what) => {
      signal.throwIfAborted()
      say(`Making ${what}`)
    })
    for (const question of questions) {
      signal.throwIfAborted()
      say(`Checking: ${question.text}`)
      const { text, call } = question
      findings.push({ text, call, ...(await findingOf(question, place, made)) })
    }
  } catch (error) {
    ended = signal.aborted ? 'It was stopped.' : wordsOf(error)
  }
  say('Removing what was made')
  return { region, partition, endpointName: place.endpointName, findings, ended, cleaned: await clean(place) }
}

/** A refusal is an answer; an error that no question expects is one that Portico does not cover. */
async function findingOf(question: Question, place: Place, made: Parameters<Question['check']>[1]): Promise<Finding> {
  try {
    return await question.check(place, made)
  } catch (error) {
    if (!isExpected(error)) throw error
    const covered = error instanceof Error && (question.refusals?.test(error.name) ?? false)
    return { response: `No: ${wordsOf(error)}`, covered }
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

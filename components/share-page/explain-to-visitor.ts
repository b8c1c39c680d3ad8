/** What an answer that is no prediction means to a visitor, who can fix nothing but their own input. */
import { readRefusal } from '@/lib/model/refusals/read'
import { plainStatus } from '@/lib/spec/route-parts/openai'
import type { CallOutcome } from '../playground/call/call'

export interface VisitorNote {
  title: string
  text: string
}

/**
 * @param hasKey the page sends a key, the link's own or the visitor's
 */
export function explainToVisitor(outcome: CallOutcome, hasKey: boolean): VisitorNote | undefined {
  if (outcome.kind === 'unreachable') {
    if (outcome.why) return { title: outcome.why.title, text: `${outcome.why.cause} ${outcome.why.remedy}` }
    return {
      title: 'No answer came.',
      text: 'Check your connection, then try again. If it still fails, tell the person who sent you this page.',
    }
  }
  const { text } = outcome
  const status = plainStatus(outcome.status, text)
  if (status < 400) return undefined
  if (status === 429 && text.includes('Limit Exceeded')) {
    return {
      title: 'That was all for today.',
      text: 'This page has made all the predictions that it can make in a day. It starts again at midnight UTC.',
    }
  }
  if (status === 429) return { title: 'Too many at once.', text: 'Others use it too. Wait a second, then try again.' }
  if (status === 401) {
    return {
      title: 'You are not allowed to call this model.',
      text: 'The token is missing, unknown or out of date. Paste a new one.',
    }
  }
  if (status === 403 && /Forbidden/.test(text) && !hasKey) {
    return {
      title: 'An API key is needed.',
      text: 'Give yours above, or ask the person who sent you this page for one.',
    }
  }
  if (status === 403) {
    return {
      title: 'You are not allowed to call this model.',
      text: 'The model answers only some callers. If this page is new, try again in a minute; otherwise tell the person who sent it to you.',
    }
  }
  if (status === 413) return { title: 'That is too much at once.', text: 'Send something smaller.' }
  if (status === 504)
    return { title: 'The model took too long.', text: 'Try again; the first answer after a pause can be slow.' }
  if (status < 500) return notTaken(text)
  return {
    title: 'The model is not answering.',
    text: 'That is not your fault. Try again in a minute, or tell the person who sent you this page.',
  }
}

const notTaken = (message: string): VisitorNote => ({
  title: 'The model did not take this.',
  text: readRefusal(message)?.visitor ?? 'Check what you entered, or start from one of the examples.',
})

/** What a server says with status 200. Its own words can name files and people, so a visitor reads none of them. */
export const errorToVisitor = (message: string): VisitorNote => notTaken(message)

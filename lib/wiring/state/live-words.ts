/** The words for what stands behind “Live”, the same wherever a public API is shown. Pure, and small: lists load it too. */
import type { Refusal } from '../../model/refusals/read'

/**
 * - `answered`: the model answered
 * - `refuses`: it refused the request, or failed on it, and this is what helps
 * - `behind`: it answered the gateway's own test, because the URL does not let the console itself in
 * - `silent`: nothing came within 29 s, for minutes
 * - `accepted`: an asynchronous endpoint took the job
 * - `untested`: nothing was sent, because the person declined
 */
export type LiveKind = 'answered' | 'refuses' | 'behind' | 'silent' | 'accepted' | 'untested'

export interface Live {
  kind: LiveKind
  /** The request was made up, because the spec has no sample. */
  madeUp: boolean
  /** What a refusal means, if the table of refusals has it. */
  refusal?: Pick<Refusal, 'id' | 'title' | 'means' | 'remedy'>
  /** An HTTP proxy leads to an address, and no model is called. */
  address?: true
}

/** What follows “Live”: ` (the model answered)`. */
export function liveWords({ kind, madeUp, address }: Live): string {
  const who = address ? 'the address' : 'the model'
  switch (kind) {
    case 'answered':
      return ` (${who} answered)`
    case 'refuses':
      return `, ${who} refuses ${madeUp ? 'a made-up row' : 'the sample'}`
    case 'behind':
      return ', proved behind the gateway'
    case 'silent':
      return ', no answer in 29 s'
    case 'accepted':
      return ', job accepted'
    case 'untested':
      return ', not tested'
  }
}

/** `Live, the model refuses the sample`; without words if no deploy has kept what it proved. */
export const liveLine = (live: Live | undefined): string => `Live${live ? liveWords(live) : ''}`

/** Says whether callers of the model might get no prediction. */
export const isUnwell = ({ kind }: Live): boolean => kind === 'refuses' || kind === 'silent'

export interface LiveAdvice {
  title: string
  /** The reason, and the one change that helps. */
  text: string
}

/** Why it is not “the model answered”, and the one change that helps; undefined if there is nothing to do. */
export function liveAdvice({ kind, madeUp, refusal, address }: Live): LiveAdvice | undefined {
  if (address) return undefined
  switch (kind) {
    case 'refuses':
      if (refusal) return { title: `${refusal.title}.`, text: `${refusal.means} ${refusal.remedy}` }
      return madeUp
        ? { title: 'A prediction is not proved.', text: 'Give a sample row that the model takes, and deploy again.' }
        : {
            title: 'The model did not take the sample.',
            text: 'Change the sample row in the deploy options by its own words.',
          }
    case 'silent':
      return {
        title: 'The model did not answer in time, and it was called again for up to three minutes.',
        text: 'A serverless endpoint or one without instances starts first: call it in the playground in some minutes. If it stays, raise the memory or the instances of the endpoint.',
      }
    case 'accepted':
      return {
        title: 'The endpoint took the request, and its response was not there after two minutes.',
        text: 'An asynchronous endpoint without instances starts one first: call it in the playground in some minutes.',
      }
    case 'untested':
      return {
        title: 'The deploy sent no sample, because its test was declined.',
        text: 'Call it in the playground, or deploy again with the test.',
      }
    case 'answered':
    case 'behind':
      return undefined
  }
}

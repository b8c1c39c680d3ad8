/** What the caller wants back. */
import type { Settings } from '../settings'

/** The normalised answer: `{"predictions": [{"label", "score", …}], "model"}`. */
export const normalisedType = 'application/vnd.portico.prediction+json'

export interface Preference {
  /** For the model. */
  accept?: string
  /** Says whether its answer is normalised: because the caller requested that, or because nothing else was requested. */
  normalised?: 'requested' | 'default'
}

/** The normalised form where the caller names it or names nothing and the deploy says so; else the model's own. */
export function readPreference(
  accept: string | undefined,
  { responseForm, requestForm, modelAccept }: Settings,
): Preference {
  if (namesNormalised(accept)) return { normalised: 'requested', accept: modelAccept }
  const definite = readAccept(accept)
  if (definite === undefined && responseForm === 'normalised') return { normalised: 'default', accept: modelAccept }
  const passed = requestForm === 'raw' && modelAccept === undefined ? accept?.trim() || undefined : definite
  return { accept: passed ?? modelAccept }
}

const namesNormalised = (accept = ''): boolean =>
  accept.split(',').some((one) => {
    const [type = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
    return type === normalisedType && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })

/**
 * Browsers and HTTP libraries say "anything" in many ways, and containers answer 406 to a list that they do not know, so
 * only a definite choice is passed on.
 */
function readAccept(accept: string | undefined): string | undefined {
  if (!accept?.trim() || accept.includes('*/*') || /text\/html/i.test(accept)) return undefined
  return accept.trim()
}

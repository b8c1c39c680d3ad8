/** What people did, as CloudTrail shows it. */
import type { Live } from '../wiring/state/live-words'

/** One call of AWS that wrote, or tried to. */
export interface TrailCall {
  id: string
  /** ISO. */
  at: string
  /** Without the version that Lambda's names carry: `CreateFunction`. */
  name: string
  /** `lambda`. */
  service: string
  /** What it was done to, where the event names it. */
  subject?: string
  requestId?: string
  /** AWS's name of the refusal. */
  error?: string
}

export interface Actor {
  /** The session's name or the user's: of a person of this console their e-mail address, as far as AWS allows it as a name. */
  person: string
  /** The role of the session; absent for a user. */
  role?: string
  /** Says whether the session has its person as source identity, which nobody in it can change. */
  vouched: boolean
  /** Says whether this console sent it. */
  viaPortico: boolean
}

/** What one actor did without a longer pause. */
export interface Deed extends Actor {
  id: string
  /** ISO, of the first and the last call. */
  from: string
  to: string
  /** `Deployed a public API`. */
  title: string
  /** What a deploy proved. */
  live?: Live
  /** Which endpoint it was about, where the calls say so. */
  endpointName?: string
  /** Newest first. */
  calls: TrailCall[]
}

export interface Activity {
  /** Newest first. */
  deeds: Deed[]
  days: number
  /** ISO: so far back events were read, where there were more than are read at once. */
  readBackTo?: string
}

export const activityDays = [1, 7, 30, 90] as const

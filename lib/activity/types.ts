/** What people did, as CloudTrail tells it. */

/** One call of AWS that wrote, or tried to. */
export interface TrailCall {
  id: string
  /** ISO. */
  at: string
  /** Without the version that Lambda's names carry: `CreateFunction`. */
  name: string
  /** `lambda`. */
  service: string
  /** Where the session is one of a person: their e-mail address, as far as AWS lets a name be one. */
  person: string
  /** The role of the session, or `user`. */
  role: string
  /** Whether the session bears its person as its source identity, which nobody in it can change. */
  vouched: boolean
  /** Whether this console sent it. */
  viaPortico: boolean
  /** What it was done to, where the event names it. */
  subject?: string
  requestId?: string
  /** AWS's name of the refusal. */
  error?: string
}

/** What one person did without a longer pause. */
export interface Deed {
  id: string
  person: string
  role: string
  vouched: boolean
  viaPortico: boolean
  /** ISO, of the first and the last call. */
  from: string
  to: string
  /** `Deployed a public URL`. */
  title: string
  /** Newest first. */
  calls: TrailCall[]
}

export interface Activity {
  deeds: Deed[]
  /** ISO: nothing older was looked at. */
  since: string
  /** ISO: how far back the events that were read go; absent where all since `since` were read. */
  readBackTo?: string
}

import type { Live } from '@/lib/wiring/state/live-words'

/** One wiring of the region. */
export interface ApiEntry {
  endpointName: string
  restApiId?: string
  /** The API's name. */
  name?: string
  /** ISO. */
  createdAt?: string
  deployedBy?: string
  /** When a deploy last changed something, ISO; absent if that was before Portico noted it. */
  deployedAt?: string
  finished?: boolean
  /** What its last deploy proved. */
  live?: Live
  invokeUrl?: string
  duplicates?: string[]
  /** Nothing of it is there yet: its deploy waits, runs or has failed. */
  awaited?: boolean
}

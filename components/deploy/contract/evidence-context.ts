'use client'

import { createContext } from 'react'
import type { EvidenceSearch, ProbedEndpoint } from '@/lib/model/profile/found-evidence'
import type { Result } from '@/lib/result'

export interface EvidenceActions {
  /** Why this person can use neither. */
  denied?: string
  /** Why the model is not called here at all. */
  uncalled?: string
  /** What a call starts and costs, if it is more than the call. */
  cost?: string
  /** A call can start an instance. */
  starts?: boolean
  /** Calls the model a few times; each call is an invocation. */
  probe: () => Promise<Result<ProbedEndpoint>>
  /** Reads what AWS keeps of the endpoint's data. */
  find: () => Promise<Result<EvidenceSearch>>
}

/** The server's two ways to evidence; absent where the form stands alone. */
export const EvidenceContext = createContext<EvidenceActions | undefined>(undefined)

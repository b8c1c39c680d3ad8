'use client'

import { createContext } from 'react'
import type { UserPoolChoice } from '@/lib/aws/types'
import { ok, type Result } from '@/lib/result'

interface UserPools {
  /** Reads the region's user pools. */
  list: () => Promise<Result<UserPoolChoice[]>>
  /** Why this person cannot. */
  denied?: string
}

/** None where the form stands alone. */
export const UserPoolsContext = createContext<UserPools>({ list: async () => ok([]) })

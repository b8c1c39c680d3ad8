'use client'

import { createContext } from 'react'
import { ok, type Result } from '@/lib/result'
import type { UserPoolChoice } from '@/lib/wiring/access'

/** Reads the region's user pools; none where the form stands alone. */
export const UserPoolsContext = createContext<() => Promise<Result<UserPoolChoice[]>>>(async () => ok([]))

'use client'

import { useState } from 'react'
import type { Evidence } from '@/lib/model/profile/evidence'
import { useAction } from '../../ui/hooks/use-action'
import type { EvidenceActions } from './evidence-context'

/** Calls the model a few times, and lays what it proved over the form. */
export function useProbe(action: EvidenceActions['probe'], onUse: (evidence: Evidence) => void) {
  const { run, busy, failure } = useAction(action)
  const [learned, setLearned] = useState<string>()
  const probe = async () => {
    const result = await run(undefined)
    if (!result.ok) return
    setLearned(result.value.learned)
    if (result.value.evidence) onUse(result.value.evidence)
  }
  return { busy, failure, learned, probe }
}

'use client'

import { useState } from 'react'
import type { Evidence } from '@/lib/model/profile/evidence'
import { useAction } from '../../ui/hooks/use-action'
import type { EvidenceActions } from './evidence-context'

/** Calls the model a few times, and lays what it proved over the form. */
export function useAsk(action: EvidenceActions['ask'], onUse: (evidence: Evidence) => void) {
  const { run, busy, failure } = useAction(action)
  const [told, setTold] = useState<string>()
  const ask = async () => {
    const result = await run(undefined)
    if (!result.ok) return
    setTold(result.value.told)
    if (result.value.evidence) onUse(result.value.evidence)
  }
  return { busy, failure, told, ask }
}

'use client'

import { useState } from 'react'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { Result } from '@/lib/result'
import type { JobEvent, Plan } from '@/lib/wiring/state/plan'
import { useAction } from '../../ui/hooks/use-action'
import { useJob } from '../../wiring/progress/use-job'
import { useRefreshAtEnd } from '../../wiring/progress/use-refresh-at-end'
import type { StartedJob } from '../../wiring/progress/use-sheet-job'
import type { Place } from '../../wiring/types'
import type { FeatureDraft } from './use-draft'

interface EditedFeatures extends Place {
  endpointName: string
  version: string
  contract: FeatureContract
  sampleRow?: string
}

export interface SaveActions {
  plan: (input: EditedFeatures) => Promise<Result<Plan>>
  save: (input: EditedFeatures) => Promise<Result<StartedJob>>
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

interface SaveProps {
  draft: FeatureDraft
  place: Place
  endpointName: string
  version?: string
  actions: SaveActions
}

/** Opens with the plan of the changed features, deploys them, and ends with the playground of what was saved. */
export function useSave({ draft, place, endpointName, version, actions }: SaveProps) {
  const [isOpen, setOpen] = useState(false)
  const [isUsed, setUsed] = useState(false)
  /** What is saved; the draft is gone once it is deployed. */
  const [saved, setSaved] = useState(draft.changes)
  const planning = useAction(actions.plan)
  const starting = useAction(actions.save)
  const [plan, setPlan] = useState<Plan>()
  const about = { ...place, endpointName }
  const { job, lost, follow, leave } = useJob({
    watch: () => actions.watch(about),
    replay: false,
    onEnd: useRefreshAtEnd(),
  })
  const edited = version ? { ...about, version, ...draft.now } : undefined
  const readPlan = async () => {
    if (!edited) return
    setPlan(undefined)
    const result = await planning.run(edited)
    if (result.ok) setPlan(result.value)
  }
  const open = () => {
    leave()
    setSaved(draft.changes)
    setOpen(true)
    setUsed(true)
    void readPlan()
  }
  const save = async () => {
    if (!edited) return
    setSaved(draft.changes)
    const result = await starting.run(edited)
    if (!result.ok) return
    draft.close()
    await follow()
  }
  return {
    isOpen,
    /** It was open once. */
    isUsed,
    saved,
    planning,
    starting,
    plan,
    job,
    lost,
    open,
    save,
    readPlan,
    leave,
    close: () => setOpen(false),
  }
}

export type FeatureSave = ReturnType<typeof useSave>

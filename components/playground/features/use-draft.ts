'use client'

import { useEffect, useMemo, useState } from 'react'
import { type Draft, describedBy, draftOf, draftProblems } from '@/lib/model/contract/draft'
import { changesOf } from '@/lib/model/contract/draft-changes'
import { storedText } from '@/lib/model/contract/draft-text'
import type { Described } from '@/lib/model/profile/lay-over'
import { useStored } from '../../ui/hooks/use-stored'
import { onDemand, useOnDemand } from '../../ui/on-demand'

/** Reads a draft that the browser kept; most pages have none. */
const reader = onDemand(() => import('@/lib/model/contract/stored-draft'))

/**
 * The features as this browser has them: those of the API until they are edited here.
 * @param api account, region and id of the public API that they belong to
 * @param base what is deployed
 * @param version the version that has it
 */
export function useDraft(api: string, base: Described, version: string | undefined) {
  const [text, store] = useStored(`portico:features:${api}`)
  const [isOpen, setOpen] = useState(false)
  const deployed = useMemo(() => draftOf(base.contract), [base])
  const { code, want } = useOnDemand(reader)
  const isKept = Boolean(text)
  useEffect(() => {
    if (isKept) want()
  }, [isKept, want])
  const kept = useMemo(() => code?.draftIn(text, base), [code, text, base])
  // Once it is saved, a later deploy of somebody else takes nothing from it.
  const isOver = isKept && code !== undefined && kept === undefined
  useEffect(() => {
    if (isOver) store('')
  }, [isOver, store])
  const draft = kept?.kind === 'fits' ? kept.draft : deployed
  const { changes, problems, now } = useMemo(() => {
    const problems = draftProblems(draft)
    return { problems, changes: changesOf(base, draft), now: problems.size === 0 ? describedBy(base, draft) : base }
  }, [base, draft])
  const changedNames = useMemo(
    () => new Set(changes.flatMap(({ key, part, subject }) => (key || part === 'row' ? [subject] : []))),
    [changes],
  )
  const edit = (next: Draft) => store(storedText(base, version, next))
  return {
    base,
    draft,
    changes,
    /** Names of the features that differ from the API's. */
    changedNames,
    problems,
    /** What the form sends by: the draft once nothing is wrong with it. */
    now,
    /** The version whose features edits of before changed, if it is no longer the one that is live. */
    dropped: kept?.kind === 'stale' ? { version: kept.version } : undefined,
    /** What cannot be sent has to be fixed first. */
    editing: (isOpen && code !== undefined) || problems.size > 0,
    open: () => {
      want()
      setOpen(true)
    },
    close: () => setOpen(false),
    edit,
    /** Gives back what takes it back. */
    discard: () => {
      const before = text ?? ''
      store('')
      setOpen(false)
      return () => store(before)
    },
    forget: () => store(''),
  }
}

export type FeatureDraft = ReturnType<typeof useDraft>

'use client'

import { useMemo, useState } from 'react'
import type { Feature } from '@/lib/model/contract/contract'
import { decodeRow } from '@/lib/model/requests/decode-row'
import { encodeRow, type FormValues, misfitOf, startingValues } from '@/lib/model/requests/encode'

type ProblemOf = (feature: Feature, value: string) => string | undefined

/**
 * The form's values; the address keeps them as `?row=…`, so that a filled form is a link. Features can be edited meanwhile: one
 * that is new begins with its starting value.
 * @param problemOf what a value has to fulfil; what the public API can refuse unless given
 */
export function useFormRow(
  features: Feature[],
  sampleRow: string | undefined,
  rowInUrl: string | undefined,
  problemOf: ProblemOf = misfitOf,
) {
  const fresh = useMemo(() => startingValues(features, sampleRow), [features, sampleRow])
  const linked = useMemo(() => {
    const fromUrl = rowInUrl ? decodeRow(features, rowInUrl) : undefined
    return fromUrl?.ok ? fromUrl.value : undefined
  }, [features, rowInUrl])
  /** What a person filled in, of features of before too. */
  const [filled, setFilled] = useState<FormValues>()
  const [touched, setTouched] = useState(false)
  const values = useMemo(
    () => Object.fromEntries(features.map(({ name }) => [name, (filled ?? linked)?.[name] ?? fresh[name] ?? ''])),
    [features, filled, linked, fresh],
  )
  const take = (next: FormValues) => {
    setFilled((before) => ({ ...before, ...next }))
    keepInUrl(encodeRow(features, next))
  }
  const problems = Object.fromEntries(
    features.map((feature) => [feature.name, problemOf(feature, values[feature.name] ?? '')]),
  )
  return {
    values,
    problemOf,
    row: encodeRow(features, values),
    /** By feature; shown once somebody tried to send. */
    problems: touched ? problems : {},
    isComplete: Object.values(problems).every((problem) => problem === undefined),
    set: (name: string, value: string) => take({ ...values, [name]: value }),
    fill: take,
    reset: () => take(fresh),
    showProblems: () => setTouched(true),
  }
}

export type FormRow = ReturnType<typeof useFormRow>

/** Without a new entry in the history: going back leaves the page, not the last keystroke. */
export function keepInUrl(row: string) {
  const url = new URL(window.location.href)
  url.searchParams.set('row', row)
  window.history.replaceState(window.history.state, '', url)
}

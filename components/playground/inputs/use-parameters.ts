'use client'

import { useState } from 'react'
import type { Feature } from '@/lib/model/contract/contract'
import { type FormValues, problemOf } from '@/lib/model/requests/encode'

/**
 * The values of a request's parameters; an empty one is left to the model.
 * @param start what was sent before, by name
 */
export function useParameters(parameters: Feature[], start: FormValues = {}) {
  const [values, setValues] = useState<FormValues>(() =>
    Object.fromEntries(parameters.map(({ name, default: first = '' }) => [name, start[name] ?? first])),
  )
  const problems = Object.fromEntries(
    parameters.map((feature) => {
      const value = values[feature.name] ?? ''
      return [feature.name, value.trim() === '' ? undefined : problemOf(feature, value)]
    }),
  )
  return {
    values,
    problems,
    isComplete: Object.values(problems).every((problem) => problem === undefined),
    set: (name: string, value: string) => setValues({ ...values, [name]: value }),
  }
}

export type Parameters = ReturnType<typeof useParameters>

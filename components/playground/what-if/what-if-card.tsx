'use client'

import { ChartSpline } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import type { FeatureContract } from '@/lib/features/contract'
import { type Axis, axisOf, curveRows, holdsFor } from '@/lib/what-if/sweep'
import type { FormRow } from '../use-form-row'
import { Curves } from './curves'
import { classTokens } from './lines'
import { DrawnFacts, SweepNotes } from './sweep-notes'
import { type Drawn, useSweep } from './use-sweep'

interface WhatIfCardProps {
  contract: FeatureContract
  invokeUrl: string
  queryParameter: string
  form: FormRow
  /** A value was moved here and let go: predict the row. */
  onSettle: (row: string) => void
}

/** More curves than this at once are no picture. */
const mostCurves = 12
/** The form rests that long before the curves follow. */
const restMs = 300

/** What the answer would be elsewhere: one feature varies, the others stay as the form has them. */
export function WhatIfCard({ contract, invokeUrl, queryParameter, form, onSettle }: WhatIfCardProps) {
  const { features, output } = contract
  const axes = useMemo(() => features.flatMap((feature) => axisOf(feature) ?? []).slice(0, mostCurves), [features])
  const sweep = useSweep<Axis[]>({ invokeUrl, queryParameter, output })
  const [follows, setFollows] = useState(false)
  const { drawn, running } = sweep
  const { values, row } = form
  const stale = drawn !== undefined && !holdsFor(features, drawn.base, values, [])
  const redraw = () =>
    sweep.draw({ shape: axes, base: values, rows: axes.flatMap((axis) => curveRows(features, values, axis)) })
  const settle = () => {
    if (!form.isComplete) return
    onSettle(row)
    if (drawn && drawn.requests <= 2 && stale) redraw()
  }
  // The form is moved elsewhere on the page; the curves come after it once it rests.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row stands for all that the drawing reads
  useEffect(() => {
    if (!follows || !stale || !form.isComplete) return
    const timer = setTimeout(redraw, restMs)
    return () => clearTimeout(timer)
  }, [follows, stale, row])
  return (
    <Card aria-labelledby="what-if" aria-busy={running !== undefined}>
      <CardHeader id="what-if" title="What if" meta="one feature varies, the others stay at your input">
        {drawn && <Key drawn={drawn} />}
      </CardHeader>
      {axes.length === 0 ? (
        <p className="p-4 text-fg-2">
          Curves need the range of a number or the values of a choice. Paste the columns with some rows of data in the
          deploy options: ranges are read from them.
        </p>
      ) : (
        <>
          {drawn && <Curves features={features} drawn={drawn} values={values} onMove={form.set} onSettle={settle} />}
          <div className="grid gap-3 border-line border-t px-4 py-2.5">
            <SweepNotes sweep={sweep} />
            <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
              {drawn ? (
                <DrawnFacts drawn={drawn} />
              ) : (
                <span className="text-12 text-fg-2">
                  {axes.length} {axes.length === 1 ? 'curve' : 'curves'} of the answer, asked of the public URL.
                  {axes.length === mostCurves && ` The first ${mostCurves} features with a range.`}
                </span>
              )}
              <span className="ml-auto flex flex-wrap items-center gap-3">
                {stale && !running && <span className="text-12 text-warn-f">Values changed</span>}
                {drawn && drawn.requests <= 2 && (
                  <Checkbox label="As I move" checked={follows} onCheckedChange={(next) => setFollows(next === true)} />
                )}
                <Button
                  size="sm"
                  icon={<ChartSpline aria-hidden />}
                  busy={running !== undefined}
                  disabledReason={form.isComplete ? undefined : 'Fill in the form first'}
                  onClick={redraw}
                >
                  {drawn ? 'Redraw' : 'Draw curves'}
                </Button>
              </span>
            </div>
          </div>
        </>
      )}
    </Card>
  )
}

/** Which line is which. */
function Key({ drawn: { response } }: { drawn: Drawn<Axis[]> }) {
  if (response.kind === 'values')
    return response.unit ? <span className="text-12 text-fg-2">{response.unit}</span> : null
  const tokens = classTokens(response)
  const named = response.classes.flatMap((name, index) =>
    tokens[index] === '--off-d' ? [] : [{ name, token: tokens[index] }],
  )
  const others = response.classes.length - named.length
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12">
      {named.map(({ name, token }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className="h-0.5 w-3 rounded-full" style={{ background: `var(${token})` }} />
          {name}
        </li>
      ))}
      {others > 0 && <li className="text-fg-3">{others} others grey</li>}
    </ul>
  )
}

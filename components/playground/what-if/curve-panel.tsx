'use client'

import { ChartSpline } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/form/checkbox'
import type { Feature } from '@/lib/model/contract/contract'
import { encodeRow, type FormValues } from '@/lib/model/requests/encode'
import { plural } from '@/lib/plural'
import { aroundText } from '@/lib/what-if/finding'
import { type Axis, axisOf, curveRows, holdsFor } from '@/lib/what-if/sweep'
import type { FormRow } from '../use-form-row'
import { Curves } from './curves'
import { Key } from './key'
import type { SweepTarget } from './predict-rows'
import { DrawnFacts, SweepNotes } from './sweep-notes'
import { useSweep } from './use-sweep'

interface CurvePanelProps {
  target: SweepTarget
  features: Feature[]
  /** The features that have a curve each. */
  varying: Feature[]
  /** How many could have one; more than there are curves are left out. */
  known: number
  form: FormRow
  onSettle: (row: string) => void
}

/** The form rests that long before the curves follow. */
const restMs = 300
/** Curves that take no more requests than this are drawn again by themselves. */
const cheapRequests = 2

/** A curve for each feature: drawn on request, again when a curve was moved, and after the form where that is chosen. */
export function CurvePanel({ target, features, varying, known, form, onSettle }: CurvePanelProps) {
  const sweep = useSweep<Axis[]>(target)
  const [follows, setFollows] = useState(false)
  const { drawn, running } = sweep
  const { values, row } = form
  const isCheap = drawn !== undefined && drawn.requests <= cheapRequests
  const stale = drawn !== undefined && !holdsFor(features, drawn.base, values, [])
  // Without a range an axis goes around the value that the feature has now.
  const axesAt = (base: FormValues) => varying.flatMap((feature) => axisOf(feature, base[feature.name]) ?? [])
  const axes = axesAt(values)
  const redraw = (base = values) => {
    const shape = axesAt(base)
    return sweep.draw({ shape, base, rows: shape.flatMap((axis) => curveRows(features, base, axis)) })
  }
  const around = aroundText(drawn?.shape ?? axes)
  const settle = (change: FormValues = {}) => {
    if (!form.isComplete) return
    const next = { ...values, ...change }
    onSettle(encodeRow(features, next))
    if (isCheap && !holdsFor(features, drawn.base, next, [])) redraw(next)
  }
  // The form is moved elsewhere on the page; the curves come after it once it rests.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row stands for all that the drawing reads
  useEffect(() => {
    if (!follows || !stale || !form.isComplete) return
    const timer = setTimeout(() => redraw(), restMs)
    return () => clearTimeout(timer)
  }, [follows, stale, row])
  return (
    <>
      {drawn && (
        <>
          <div className="border-line border-b px-4 py-2">
            <Key response={drawn.response} />
          </div>
          <Curves features={features} drawn={drawn} values={values} onMove={form.set} onSettle={settle} />
        </>
      )}
      <div className={drawn ? 'grid gap-3 border-line border-t px-4 py-2.5' : 'grid gap-3 px-4 py-2.5'}>
        <SweepNotes sweep={sweep} />
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
          {drawn ? (
            <DrawnFacts drawn={drawn} />
          ) : (
            <span className="text-12 text-fg-2">
              {plural(varying.length, 'curve')} of the answer, from calls to the public API.
            </span>
          )}
          {around && <span className="text-12 text-fg-2">{around}</span>}
          {known > varying.length && (
            <span className="text-12 text-fg-3">
              The first {varying.length} of {known} features.
            </span>
          )}
          <span className="ml-auto flex flex-wrap items-center gap-3">
            {stale && !running && <span className="text-12 text-warn-f">Values changed</span>}
            {isCheap && (
              <Checkbox label="As I move" checked={follows} onCheckedChange={(next) => setFollows(next === true)} />
            )}
            <Button
              size="sm"
              icon={<ChartSpline aria-hidden />}
              busy={running !== undefined}
              disabledReason={form.isComplete ? undefined : 'Fill in the form first'}
              onClick={() => redraw()}
            >
              {drawn ? 'Redraw' : 'Draw curves'}
            </Button>
          </span>
        </div>
      </div>
    </>
  )
}

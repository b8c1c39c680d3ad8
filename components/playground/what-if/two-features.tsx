'use client'

import { Grid3x3 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/form/field'
import { Select } from '@/components/ui/form/select'
import type { Feature } from '@/lib/model/contract/contract'
import type { FormValues } from '@/lib/model/requests/encode'
import { aroundText } from '@/lib/what-if/finding'
import { type Axis, axisOf, gridRows, holdsFor } from '@/lib/what-if/sweep'
import type { FormRow } from '../use-form-row'
import { HeatMap } from './heat-map'
import { Key } from './key'
import type { SweepTarget } from './predict-rows'
import { DrawnFacts, SweepNotes } from './sweep-notes'
import { useSweep } from './use-sweep'

interface TwoFeaturesProps {
  target: SweepTarget
  features: Feature[]
  /** Numbers: two or more. */
  numeric: Feature[]
  form: FormRow
  onSettle: (row: string) => void
}

/** A side of the map, in cells. */
const side = 25

/** Two features vary, the others stay: a map. */
export function TwoFeatures({ target, features, numeric, form, onSettle }: TwoFeaturesProps) {
  const names = numeric.map(({ name }) => name)
  const [xName, setX] = useState(names.at(-2) ?? '')
  const [yName, setY] = useState(names.at(-1) ?? '')
  const sweep = useSweep<{ x: Axis; y: Axis }>(target)
  const { drawn, running } = sweep
  const { values } = form
  const [x, y] = [xName, yName].map((name) => axisNamed(numeric, name, values))
  const draw = () => {
    if (x && y) sweep.draw({ shape: { x, y }, base: values, rows: gridRows(features, values, x, y) })
  }
  const axes = drawn ? [drawn.shape.x, drawn.shape.y] : [x, y].flatMap((axis) => axis ?? [])
  const around = aroundText(axes)
  const moving = drawn ? [drawn.shape.x.feature.name, drawn.shape.y.feature.name] : []
  const stale = drawn !== undefined && !holdsFor(features, drawn.base, values, moving)
  const blocked = xName === yName ? 'Choose two features' : form.isComplete ? undefined : 'Fill in the form first'
  const options = names.map((name) => ({ value: name, label: name }))
  return (
    <>
      <div className="flex flex-wrap items-end gap-3 border-line border-b p-4">
        <Field label="Across" className="w-44">
          <Select options={options} value={xName} onValueChange={setX} />
        </Field>
        <Field label="Upwards" className="w-44">
          <Select options={options} value={yName} onValueChange={setY} />
        </Field>
        <Button icon={<Grid3x3 aria-hidden />} busy={running !== undefined} disabledReason={blocked} onClick={draw}>
          Draw map
        </Button>
        {drawn && (
          <span className="ml-auto">
            <Key response={drawn.response} />
          </span>
        )}
      </div>
      {drawn && (
        <HeatMap
          {...drawn.shape}
          response={drawn.response}
          values={values}
          stale={stale}
          onMove={(nextX, nextY) =>
            form.fill({ ...values, [drawn.shape.x.feature.name]: nextX, [drawn.shape.y.feature.name]: nextY })
          }
          onSettle={() => form.isComplete && onSettle(form.row)}
        />
      )}
      <div className="grid gap-2 px-4 py-2.5">
        <SweepNotes sweep={sweep} />
        {around && <p className="text-12 text-fg-2">{around}</p>}
        {drawn ? (
          <span className="flex flex-wrap gap-x-4">
            <DrawnFacts drawn={drawn} />
            {stale && <span className="text-12 text-warn-f">Values changed</span>}
          </span>
        ) : (
          <span className="text-12 text-fg-2">{side * side} rows, sent to the public API.</span>
        )}
      </div>
    </>
  )
}

function axisNamed(features: Feature[], name: string, values: FormValues): Axis | undefined {
  const feature = features.find((one) => one.name === name)
  return feature && axisOf(feature, values[name], side)
}

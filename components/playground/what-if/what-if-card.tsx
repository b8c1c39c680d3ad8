'use client'

import { useMemo, useState } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { Segmented } from '@/components/ui/segmented'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { RowTarget } from '@/lib/model/requests/build-request'
import { axisOf } from '@/lib/what-if/sweep'
import type { FormRow } from '../use-form-row'
import { CurvePanel } from './curve-panel'
import { TwoFeatures } from './two-features'

interface WhatIfCardProps extends RowTarget {
  contract: FeatureContract
  form: FormRow
  /** A value was moved here and let go: predict the row. */
  onSettle: (row: string) => void
}

/** More curves than this at once are no picture. */
const mostCurves = 12

/** What the answer would be elsewhere: one feature varies or two, the others stay as the form has them. */
export function WhatIfCard({ contract, invokeUrl, queryParameter, request, form, onSettle }: WhatIfCardProps) {
  const { features, output } = contract
  const [view, setView] = useState<'one' | 'two'>('one')
  const axes = useMemo(() => features.flatMap((feature) => axisOf(feature) ?? []), [features])
  const shown = useMemo(() => axes.slice(0, mostCurves), [axes])
  const numeric = axes.flatMap(({ feature, numbers }) => (numbers && numbers.length > 1 ? [feature] : []))
  const shared = { target: { invokeUrl, queryParameter, request, output }, features, form, onSettle }
  return (
    <Card aria-labelledby="what-if">
      <CardHeader
        id="what-if"
        title="What if"
        meta={view === 'one' ? 'one feature varies, the others stay at your input' : 'two features vary'}
      >
        {numeric.length > 1 && (
          <Segmented
            label="What varies"
            value={view}
            onValueChange={setView}
            items={[
              { value: 'one', label: 'One feature' },
              { value: 'two', label: 'Two features' },
            ]}
          />
        )}
      </CardHeader>
      {axes.length === 0 ? (
        <p className="p-4 text-fg-2">
          Curves need the range of a number or the values of a choice. Paste the columns with some rows of data in the
          deploy options: ranges are read from them.
        </p>
      ) : view === 'one' ? (
        <CurvePanel {...shared} axes={shown} known={axes.length} />
      ) : (
        <TwoFeatures {...shared} numeric={numeric} />
      )}
    </Card>
  )
}

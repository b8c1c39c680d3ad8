'use client'

import { useMemo, useState } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { Segmented } from '@/components/ui/form/segmented'
import { isNumeric } from '@/lib/model/contract/column-value'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { RowTarget } from '@/lib/model/requests/build-request'
import { canVary } from '@/lib/what-if/sweep'
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
  const varying = useMemo(() => features.filter(canVary), [features])
  const shown = useMemo(() => varying.slice(0, mostCurves), [varying])
  const numeric = varying.filter(({ type }) => isNumeric(type))
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
      {varying.length === 0 ? (
        <p className="p-4 text-fg-2">
          Curves need a number, a boolean or the values of a choice, and every feature here is a text. Edit the
          features: types and ranges are read from pasted rows.
        </p>
      ) : view === 'one' ? (
        <CurvePanel {...shared} varying={shown} known={varying.length} />
      ) : (
        <TwoFeatures {...shared} numeric={numeric} />
      )}
    </Card>
  )
}

'use client'

import type { Problems } from '../values/form-values'
import { TextField } from './text-field'

/** What each key can do. */
export function KeyOptions({ problems }: { problems: Problems }) {
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 rounded-ctl border border-line-2 p-3">
      <legend className="px-1 font-medium text-12 text-fg-2">Each key can send</legend>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          name="keyRateLimit"
          label="Rate of a key"
          suffix="req/s"
          inputMode="decimal"
          problem={problems.keyRateLimit}
        />
        <TextField
          name="keyBurstLimit"
          label="Burst of a key"
          suffix="requests"
          inputMode="numeric"
          problem={problems.keyBurstLimit}
        />
      </div>
      <TextField
        name="keyQuotaPerDay"
        label="Quota of a key"
        aside="optional"
        suffix="a day"
        inputMode="numeric"
        hint="Days are UTC's. AWS keeps rate and quota as best it can, so a caller can send a little more: this is no cap on cost."
        problem={problems.keyQuotaPerDay}
      />
      <p className="text-12 text-fg-2">
        Keys are made on the endpoint's page once this is deployed; the playground gets one of its own. A key
        distinguishes callers, it does not prove who they are.
      </p>
    </fieldset>
  )
}

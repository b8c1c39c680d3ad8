'use client'

import { KeyHeaderField, type KeyHeaderProps } from './key-header'
import { TextField } from './text-field'

/** The header of keys, and what each can do. */
export function KeyOptions({ values, problems, prices }: KeyHeaderProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-ctl border border-line-2 px-3 pb-3">
      <legend className="px-1 font-medium text-12 text-fg-2">API keys</legend>
      <KeyHeaderField values={values} problems={problems} prices={prices} />
      <div className="grid grid-cols-3 gap-3 max-md:grid-cols-1">
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
        <TextField
          name="keyQuotaPerDay"
          label="Quota of a key"
          aside="optional"
          suffix="a day, UTC"
          inputMode="numeric"
          problem={problems.keyQuotaPerDay}
        />
      </div>
      <p className="text-12 text-fg-2">
        AWS applies rate and quota on a best-effort basis, so they do not limit cost exactly. Keys are made on the
        endpoint's page; a key distinguishes callers, it does not prove who they are.
      </p>
    </fieldset>
  )
}

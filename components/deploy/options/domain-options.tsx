'use client'

import type { Problems } from '../values/form-values'
import { TextField } from './text-field'

/** What a name of the person's own needs beside it. */
export function DomainOptions({ problems }: { problems: Problems }) {
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-3">
      <TextField
        name="certificateArn"
        label="Certificate"
        placeholder="arn:…:acm:…:certificate/…"
        problem={problems.certificateArn}
        hint="Of AWS Certificate Manager, in this account and region, issued for the name."
      />
      <TextField name="basePath" label="Base path" aside="optional" prefix="/" problem={problems.basePath} />
    </div>
  )
}

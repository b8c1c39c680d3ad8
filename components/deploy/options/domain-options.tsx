'use client'

import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

interface DomainOptionsProps {
  values: DeployValues
  problems: Problems
}

/** A name of the person's own that leads to the URL too. */
export function DomainOptions({ values, problems }: DomainOptionsProps) {
  return (
    <>
      <TextField
        name="domainName"
        label="Domain name"
        aside="optional"
        placeholder="models.acme.dev"
        problem={problems.domainName}
        hint="Leads to the URL too, once you point its DNS record (CNAME) at the name that AWS gives it. No charge by AWS; the URL itself stays open beside it."
      />
      {values.domainName.trim() && (
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
      )}
    </>
  )
}

'use client'

import { useId } from 'react'
import { useFormContext } from 'react-hook-form'
import { type ColumnValue, featureOf } from '@/lib/model/contract/column-value'
import { type Ordered, outputFrom, withFeatureAt, withoutFeature } from '@/lib/model/contract/edit-contract'
import { headerOf } from '@/lib/model/profile/files/read-table'
import { Proposals } from '../../contract/proposals'
import { TextField } from '../options/text-field'
import { outputValuesOf } from '../values/contract-values'
import type { DeployValues, Problems } from '../values/form-values'
import { EvidenceField } from './evidence-field'
import { ExamplesField } from './examples-field'
import { FeatureList } from './feature-list'
import { InputFields } from './input-fields'
import { OutputFields } from './output-fields'
import type { useEvidence } from './use-evidence'

interface ContractEditorProps {
  values: DeployValues
  problems: Problems
  evidence: ReturnType<typeof useEvidence>
}

/** What the model takes, in its order, and what its answer means. Everything here is optional. */
export function ContractEditor({ values, problems, evidence }: ContractEditorProps) {
  const { setValue } = useFormContext<DeployValues>()
  const heading = useId()
  const { input, features, examples, task } = values
  const rows = input.kind === 'rows'
  // Private rows follow the columns as examples do, and stay apart from them.
  const ordered = { ...values, examples: [...examples, ...evidence.rows] }
  const write = ({ features, sampleRow, examples: all }: Ordered<ColumnValue>) => {
    evidence.write({ features, sampleRow, examples: all.slice(0, examples.length) })
    evidence.keepRows(all.slice(examples.length))
  }
  const takeAsOutput = (index: number) => {
    const column = features[index]
    if (!column) return
    const output = outputFrom(featureOf(column))
    write(withoutFeature(ordered, index))
    evidence.write(outputValuesOf(output))
  }
  return (
    <section aria-labelledby={heading} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h4 id={heading} className="font-semibold">
        Feature contract
      </h4>
      <EvidenceField
        evidence={evidence}
        names={headerOf(features.map(({ feature }) => feature.name))}
        count={rows ? features.length : 0}
        problem={rows ? problems.features : undefined}
      />
      {rows && (
        <Proposals
          proposals={evidence.proposals}
          names={features.map(({ feature }) => feature.name)}
          onRemove={(index) => write(withoutFeature(values, index))}
          onResponse={takeAsOutput}
        />
      )}
      <InputFields input={input} problem={problems.input} onChange={(next) => setValue('input', next)} />
      {rows && (
        <>
          <FeatureList
            label="Columns"
            columns={features}
            onChange={(next) => setValue('features', next)}
            onMove={(from, to) => write(withFeatureAt(ordered, from, to))}
            onRemove={(index) => write(withoutFeature(ordered, index))}
            onOutput={takeAsOutput}
          />
          <TextField
            name="sampleRow"
            label="Sample row"
            aside="optional"
            placeholder="5.1,3.5,1.4,0.2"
            hint="Sent once at the end, to prove that the model answers through the public API."
            problem={problems.sampleRow}
          />
        </>
      )}
      <OutputFields task={task} problems={problems} />
      <ExamplesField examples={examples} problem={problems.examples} onChange={(next) => setValue('examples', next)} />
    </section>
  )
}

'use client'

import type { FeatureContract } from '@/lib/model/contract/contract'
import type { RowTarget } from '@/lib/model/requests/build-request'
import type { RunInput } from '@/lib/runs/input'
import type { usePrediction } from './call/use-prediction'
import { FeatureInputCard, RowInputCard } from './input-card'
import { KindInput, kindOf } from './inputs/kind-input'
import type { FormRow } from './use-form-row'

interface ModelInputProps extends RowTarget {
  contract: FeatureContract
  title: string
  /** With the request as it is sent; the share page leaves it out. */
  expert: boolean
  sampleRow?: string
  /** The row or text in the page's address, where it has one. */
  rowInUrl?: string
  form: FormRow
  prediction: ReturnType<typeof usePrediction>
  /** A run of before, opened in the form. */
  start?: RunInput
  /** Called with each row that is sent. */
  onRow?: (row: string) => void
  /** Opens the features as a table; absent where they cannot be edited. */
  onEdit?: () => void
  /** Names of the features that were edited in this browser. */
  changed?: ReadonlySet<string>
}

/** The form that fits the contract: features, rows as they are, or another kind of input. */
export function ModelInput({ prediction: { busy, partial, send, stop }, form, ...props }: ModelInputProps) {
  const { contract, sampleRow, rowInUrl, start } = props
  if (kindOf(contract))
    return <KindInput {...props} textInUrl={rowInUrl} busy={busy} partial={partial} onSend={send} onStop={stop} />
  const common = { ...props, busy, examples: contract.examples, sampleRow, onSend: send }
  return contract.features.length > 0 ? (
    <FeatureInputCard {...common} features={contract.features} form={form} />
  ) : (
    <RowInputCard {...common} rowInUrl={rowInUrl} start={start} />
  )
}

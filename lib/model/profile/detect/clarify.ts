/** What an endpoint's explainer was configured with. https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability-create-endpoint.html */
import type { Feature } from '../../contract/contract'
import type { ModelFacts } from '../facts'
import type { Finding } from '../finding'
import { fromRows } from '../from-payload'
import { publicFeature } from '../made-sample'
import { cellsOf } from '../read-table'
import { otherJson, rows } from '../readings'

const types: Record<string, Feature['type']> = { numerical: 'number', categorical: 'text', text: 'text' }

export function detectClarify({ clarify }: ModelFacts): Finding[] {
  if (!clarify) return []
  const { featureHeaders = [], featureTypes = [], labelHeaders, contentTemplate, baseline = '' } = clarify
  const columns = contentTemplate ? [] : columnsOf(baseline)
  const width = Math.max(featureHeaders.length, featureTypes.length) || columns.length
  const features = Array.from({ length: width }, (_, index): Feature => {
    const column = columns.length === width ? columns[index] : undefined
    return {
      ...column,
      name: (featureHeaders[index] ?? `feature_${index + 1}`).slice(0, 64),
      type: types[featureTypes[index] ?? ''] ?? column?.type ?? 'number',
    }
  })
  return [
    {
      source: 'the configuration of Clarify',
      sure: contentTemplate ? 'likely' : 'stated',
      readings: [contentTemplate ? otherJson() : rows()],
      // The explainer parses the container's response, and JSON, which some choose by themselves, is none that it takes.
      ...(contentTemplate ? {} : { accept: 'text/csv' }),
      ...(width > 0 && !contentTemplate ? { features, named: featureHeaders.length > 0 } : {}),
      ...(labelHeaders?.length ? { labels: labelHeaders, task: 'classification' } : {}),
    },
  ]
}

/** The baseline is rows of data: of them only types and rounded ranges leave the console. */
const columnsOf = (baseline: string): Feature[] =>
  (fromRows(cellsOf(baseline))?.features ?? []).map((one) => {
    const { type, min, max } = publicFeature(one, true)
    const isRange = min !== undefined && max !== undefined && (type === 'number' || type === 'integer')
    return { name: one.name, type: type === 'choice' ? 'text' : type, ...(isRange ? { min, max } : {}) }
  })

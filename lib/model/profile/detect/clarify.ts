/** What an endpoint's explainer was configured with. https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability-create-endpoint.html */
import type { Feature } from '../../contract/contract'
import type { ModelFacts } from '../facts'
import type { Finding } from '../finding'
import { otherJson, rows } from '../readings'

const types: Record<string, Feature['type']> = { numerical: 'number', categorical: 'text', text: 'text' }

export function detectClarify({ clarify }: ModelFacts): Finding[] {
  if (!clarify) return []
  const { featureHeaders = [], featureTypes = [], labelHeaders, contentTemplate } = clarify
  const width = Math.max(featureHeaders.length, featureTypes.length)
  const features = Array.from({ length: width }, (_, index) => ({
    name: (featureHeaders[index] ?? `feature_${index + 1}`).slice(0, 64),
    type: types[featureTypes[index] ?? ''] ?? 'number',
  }))
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

/** What an endpoint's explainer was configured with. https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability-create-endpoint.html */
import type { Feature } from '../../contract/contract'
import { asList, asObject, parseJson } from '../../requests/json-text'
import type { ClarifyFacts, ModelFacts } from '../facts'
import { fromRows } from '../files/from-payload'
import { cellsOf } from '../files/read-table'
import type { Finding } from '../finding'
import { publicFeature } from '../made-sample'
import { jsonLines, jsonLinesType, rows } from '../readings'

const types: Record<string, Feature['type']> = { numerical: 'number', categorical: 'text', text: 'text' }

export function detectClarify({ clarify }: ModelFacts): Finding[] {
  if (!clarify) return []
  const { labelHeaders, contentTemplate, featureHeaders = [] } = clarify
  const features = featuresOf(clarify)
  const isCsv = !contentTemplate
  return [
    {
      source: 'the configuration of Clarify',
      sure: 'stated',
      readings: [isCsv ? rows() : jsonLines(recordOf(contentTemplate, features))],
      // The explainer parses what the container answers, and takes these two types alone.
      accept: isCsv ? 'text/csv' : jsonLinesType,
      ...(features.length > 0 && isCsv ? { features, named: featureHeaders.length > 0 } : {}),
      ...(labelHeaders?.length ? { labels: labelHeaders, task: 'classification' } : {}),
    },
  ]
}

function featuresOf({
  featureHeaders = [],
  featureTypes = [],
  baseline = '',
  contentTemplate,
}: ClarifyFacts): Feature[] {
  const columns = contentTemplate ? columnsOfLine(baseline) : columnsOf(baseline)
  const width = Math.max(featureHeaders.length, featureTypes.length) || columns.length
  return Array.from({ length: width }, (_, index): Feature => {
    const column = columns.length === width ? columns[index] : undefined
    return {
      ...column,
      name: (featureHeaders[index] ?? `feature_${index + 1}`).slice(0, 64),
      type: types[featureTypes[index] ?? ''] ?? column?.type ?? 'number',
    }
  })
}

/** Fills the template as Clarify does; undefined if nothing says how many features there are, or it has no place for them. */
function recordOf(template: string, features: Feature[]): string | undefined {
  const values = features.map(({ type }) => (type === 'text' ? 'text' : 1))
  const record = template.replaceAll('$features', JSON.stringify(values))
  const isWhole = values.length > 0 && record !== template && parseJson(record) !== undefined && record.length <= 8_000
  return isWhole ? record : undefined
}

/** Takes the types alone, of the list that the first record is or has. */
function columnsOfLine(baseline: string): Feature[] {
  const record = parseJson(baseline.split('\n', 1)[0] ?? '')
  const list = Array.isArray(record) ? record : Object.values(asObject(record) ?? {}).find((one) => Array.isArray(one))
  return asList(list).map((value, index) => ({
    name: `feature_${index + 1}`,
    type: typeof value === 'string' ? 'text' : 'number',
  }))
}

/** The baseline is rows of data: of them only types and rounded ranges leave the console. */
const columnsOf = (baseline: string): Feature[] =>
  (fromRows(cellsOf(baseline))?.features ?? []).map((one) => {
    const { type, min, max } = publicFeature(one, true)
    const isRange = min !== undefined && max !== undefined && (type === 'number' || type === 'integer')
    return { name: one.name, type: type === 'choice' ? 'text' : type, ...(isRange ? { min, max } : {}) }
  })

/**
 * What AWS keeps of an endpoint's data says of its input: captured calls, a sample payload, a baseline. Only kinds, types and
 * ranges are taken from it, never a value that somebody sent: what a deploy starts with becomes public.
 */
import { uncapitalized } from '../../../first-letter'
import type { Feature, InputForm } from '../../contract/contract'
import { inputSchema } from '../../contract/contract-schema'
import { parseJson } from '../../requests/json-text'
import type { Evidence } from '../evidence'
import type { ModelFacts } from '../facts'
import type { Finding } from '../finding'
import { madeBody, publicFeature } from '../made-sample'
import { audio, chat, image, otherJson, type Reading, rows, series, tensors, text } from '../readings'

const sources: Record<string, string> = {
  'data capture': 'data capture',
  'statistics.json': 'a baseline of Model Monitor',
  'constraints.json': 'a baseline of Model Monitor',
  'MLflow signature': 'the MLflow signature',
}

export const detectEvidence = ({ found = [] }: ModelFacts): Finding[] =>
  found.map(({ title, evidence }) => {
    const baseline = /^(statistics|constraints)\.json$/.test(evidence.source)
    const readings = readingsOf(evidence)
    const { task, labels } = evidence.output ?? {}
    return {
      source: sources[evidence.source] ?? uncapitalized(title),
      sure: readings.length > 1 ? 'unsure' : baseline ? 'likely' : 'stated',
      readings,
      task,
      labels,
      named: evidence.named,
      ...(evidence.features.length > 0
        ? {
            features: evidence.features
              .map((one) => publicFeature(one, evidence.source === 'data capture'))
              .map((one) => (evidence.named && baseline ? one : withoutValues(one))),
          }
        : {}),
    }
  })

function readingsOf({ input, features }: Evidence): Reading[] {
  if (!input || input.kind === 'rows') return features.length > 0 ? [rows()] : []
  switch (input.kind) {
    case 'text':
      return [text({}, input.wrap)]
    case 'chat':
      return [{ ...chat(), input: inputSchema.parse({ kind: 'chat', stream: input.stream }) }]
    case 'image':
      return [image(undefined, input.contentType)]
    case 'audio':
      return [audio()]
    default:
      return fromJson(input)
  }
}

/** Any other JSON is also what a time series and tensors look like. */
function fromJson(input: Extract<InputForm, { kind: 'json' }>): Reading[] {
  const body = parseJson(input.example ?? '')
  const example = body === undefined ? undefined : madeBody(body)
  const keys = JSON.stringify(body ?? '')
  if (/"target":/.test(keys)) return [series(example)]
  if (/"datatype":/.test(keys)) return [tensors(example)]
  return [otherJson(example), series(example), tensors(example)]
}

/** Types and ranges of a feature. A choice lists values that were sent, so it becomes a text. */
function withoutValues({ name, type, min, max, unit }: Feature): Feature {
  const common = { name, ...(unit ? { unit } : {}) }
  if (type === 'choice' || type === 'text') return { ...common, type: 'text', default: 'text' }
  if (type === 'boolean') return { ...common, type, default: 'false' }
  if (min === undefined || max === undefined) return { ...common, type, default: '1' }
  const middle = (min + max) / 2
  const value = type === 'integer' ? Math.round(middle) : Number(middle.toPrecision(4))
  return { ...common, type, min, max, default: String(value) }
}

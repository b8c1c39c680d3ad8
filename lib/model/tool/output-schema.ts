/** The structured result of a tool: the handler's normalised answer, without the name of the endpoint. */
import type { FeatureContract } from '../contract/contract'

/**
 * Returns undefined if the model's task has no normalised form: then the result is text. No member is required, since clients
 * refuse a result that does not fit its schema, and a model can answer in another form: then the record has `raw` alone.
 */
export function outputSchemaOf({ output }: FeatureContract): object | undefined {
  const record = recordOf(output)
  if (!record) return undefined
  return {
    type: 'object',
    properties: {
      predictions: {
        type: 'array',
        description: 'One for each row that was sent',
        items: {
          type: 'object',
          properties: {
            ...record,
            raw: { description: 'The answer of the model as it came, if it has another form' },
          },
        },
      },
    },
    required: ['predictions'],
  }
}

/** JSON has no NaN: null stands for it. */
const number = { type: ['number', 'null'] }
const text = { type: 'string' }

const listOf = (properties: object) => ({ type: 'array', items: { type: 'object', properties } })

function recordOf(output: FeatureContract['output']): object | undefined {
  const { task, unit, outputs = [] } = output ?? {}
  const value = unit ? { ...number, description: `In ${unit}` } : number
  switch (task) {
    case 'classification':
      return { label: text, score: number, probabilities: listOf({ label: text, probability: number }) }
    case 'regression':
      return outputs.length > 0 ? { outputs: listOf({ name: text, value }), unit: text } : { value, unit: text }
    case 'clustering':
      return { label: text, distance: number }
    case 'anomaly':
      return { score: number, anomalous: { type: 'boolean' } }
    default:
      return undefined
  }
}

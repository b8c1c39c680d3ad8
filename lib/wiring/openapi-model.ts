/** What the API says of the body that it takes and of what the model answers. */
import { type Feature, type FeatureContract, inputOf } from '../features/contract'

export interface ApiModel {
  name: string
  schema: object
}

/** Model names are alphanumeric: `iris-xgboost-1` → `IrisXgboost1Input`. */
export const modelNameOf = (endpointName: string): string =>
  `${endpointName
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Input`

/**
 * The JSON body that the handler takes, as JSON Schema draft 4 and within the part of it that API Gateway keeps: what that
 * part has no word for (a column's unit, range and choices) stands in descriptions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function modelOf(endpointName: string, contract: FeatureContract): ApiModel | undefined {
  const { features } = contract
  if (features.length === 0 || inputOf(contract).kind !== 'rows') return undefined
  const numeric = features.every((feature) => feature.type === 'number' || feature.type === 'integer')
  const answer = answerText(contract.output)
  return {
    name: modelNameOf(endpointName),
    schema: {
      type: 'object',
      ...(answer ? { description: answer } : {}),
      required: ['data'],
      properties: {
        data: {
          type: 'array',
          description: `Rows of ${features.length} columns, in this order: ${features.map(columnText).join('; ')}`,
          items: {
            type: 'array',
            minItems: features.length,
            maxItems: features.length,
            items: numeric ? { type: 'number' } : {},
          },
        },
      },
    },
  }
}

/** `petal width (number in cm, from 0.1 to 2.5): across the middle`. */
function columnText({ name, type, unit, min, max, choices, description }: Feature): string {
  const range = [min === undefined ? '' : `from ${min}`, max === undefined ? '' : `to ${max}`].filter(Boolean).join(' ')
  const kind = type === 'choice' && choices?.length ? `one of ${choices.join(' | ')}` : type
  const facts = [unit ? `${kind} in ${unit}` : kind, range].filter(Boolean).join(', ')
  return `${name} (${facts})${description ? `: ${description}` : ''}`
}

function answerText(output: FeatureContract['output']): string {
  const { name, task, unit, labels, outputs } = output ?? {}
  const what = [name ?? task, unit ? `in ${unit}` : ''].filter(Boolean).join(' ')
  const classes = labels?.length ? `by class index: ${labels.join(', ')}` : ''
  const several = outputs?.length ? `outputs in order: ${outputs.join(', ')}` : ''
  const text = [what, classes, several].filter(Boolean).join('; ')
  return text ? `The model answers ${text}` : ''
}

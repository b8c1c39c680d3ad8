/** What the API says of the body that it takes and of what the model answers. */
import { capitalized } from '../../first-letter'
import { type Feature, type FeatureContract, inputOf } from '../../model/contract/contract'
import { inList } from '../../model/contract/in-list'
import { optionalFeatures, takesMissing } from '../../model/requests/encode'
import { isEnforced, plainRequest, type RequestShape } from '../../model/requests/request-shape'

export interface ApiModel {
  name: string
  schema: object
}

/** Model names are alphanumeric: `iris-xgboost-1` → `IrisXgboost1Input`. */
export const modelNameOf = (endpointName: string): string =>
  `${endpointName
    .split(/[^a-zA-Z0-9]+/)
    .map(capitalized)
    .join('')}Input`

/**
 * The JSON body that the handler takes, as JSON Schema draft 4 and within the part of it that API Gateway keeps: what that
 * part has no word for (a column's unit, range and choices) stands in descriptions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function modelOf(
  endpointName: string,
  contract: FeatureContract,
  request: RequestShape = plainRequest,
): ApiModel | undefined {
  const { form } = request
  const { features } = contract
  if (form === 'raw' || features.length === 0 || inputOf(contract).kind !== 'rows') return undefined
  const description = [isEnforced({ request, contract }) ? refused : '', outputExample(contract.output)]
    .filter(Boolean)
    .join('. ')
  const schema = form === 'named' ? namedSchema(features) : rowsSchema(features)
  return {
    name: modelNameOf(endpointName),
    schema: { type: 'object', ...(description ? { description } : {}), ...schema },
  }
}

const refused =
  'Rows with another number of values, or with a value of another type, get 400 with the expected order, as JSON and as CSV'

function rowsSchema(features: Feature[]): object {
  const numeric = features.every((one) => (one.type === 'number' || one.type === 'integer') && !takesMissing(one))
  return {
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
  }
}

/** One object of named features. Ranges are what was seen in training and no rule, so they stay in descriptions. */
function namedSchema(features: Feature[]): object {
  const optional = optionalFeatures(features)
  const needed = features
    .filter((feature) => feature.default === undefined && !optional.includes(feature))
    .map(({ name }) => name)
  return {
    // Draft 4 has no empty list here.
    ...(needed.length > 0 ? { required: needed } : {}),
    properties: Object.fromEntries(
      features.map((feature) => [feature.name, { ...valuesOf(feature), description: columnText(feature) }]),
    ),
  }
}

/** A choice of numbers can be sent as one. A value that can be missing can be null, for which the gateway's part has no word. */
function valuesOf(feature: Feature): object {
  const { type, choices = [] } = feature
  if (takesMissing(feature)) return {}
  if (type === 'text') return { type: 'string' }
  if (type !== 'choice') return { type }
  const numbers = choices.filter((choice) => choice.trim() !== '' && Number.isFinite(Number(choice))).map(Number)
  return choices.length > 0 ? { enum: [...choices, ...numbers] } : {}
}

/** `petal width (number in cm, from 0.1 to 2.5): across the middle`. */
export function columnText({ name, type, unit, min, max, choices, description }: Feature): string {
  const range = rangeText(min, max)
  const kind = type === 'choice' && choices?.length ? `one of ${choices.map(inList).join(' | ')}` : type
  const facts = [unit ? `${kind} in ${unit}` : kind, range].filter(Boolean).join(', ')
  return `${name} (${facts})${description ? `: ${description}` : ''}`
}

const rangeText = (min: number | undefined, max: number | undefined): string =>
  [min === undefined ? '' : `from ${min}`, max === undefined ? '' : `to ${max}`].filter(Boolean).join(' ')

function outputExample(output: FeatureContract['output']): string {
  const { name, task, unit, labels, outputs, min, max, threshold } = output ?? {}
  const range = rangeText(min, max)
  const seen = range && `seen in training ${range}`
  const strange = threshold === undefined ? '' : `anomalous above ${threshold}`
  const what = [[name ?? task, unit ? `in ${unit}` : ''].filter(Boolean).join(' '), seen, strange]
    .filter(Boolean)
    .join(', ')
  const classes = labels?.length ? `by class index: ${labels.map(inList).join(', ')}` : ''
  const several = outputs?.length ? `outputs in order: ${outputs.map(inList).join(', ')}` : ''
  const text = [what, classes, several].filter(Boolean).join('; ')
  return text ? `The model answers ${text}` : ''
}

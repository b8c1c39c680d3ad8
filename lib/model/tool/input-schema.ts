/** The arguments of a tool, as JSON Schema 2020-12: names, types, choices, defaults; ranges and units stand in descriptions. */
import { type Feature, type FeatureContract, inputOf } from '../contract/contract'
import { isWholeList } from '../contract/whole-list'
import { optionalFeatures, takesMissing } from '../requests/encode'
import { queryNameOf } from '../requests/request-shape'

type Properties = Record<string, object>

const objectOf = (properties: Properties, required: string[]) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})

export function inputSchemaOf(contract: FeatureContract): object {
  const input = inputOf(contract)
  switch (input.kind) {
    case 'rows':
      return contract.features.length > 0 ? featuresSchema(contract.features) : rowsSchema
    case 'text':
      return objectOf({ text: { type: 'string' }, ...(input.wrap === 'plain' ? {} : parametersOf(input.parameters)) }, [
        'text',
      ])
    case 'image':
    case 'audio':
      return fileSchema(input.contentType)
    case 'chat':
      return objectOf({ messages: messagesSchema, ...parametersOf(input.parameters) }, ['messages'])
    default:
      return objectOf({ body: { description: bodyWords(input.example) } }, ['body'])
  }
}

const rowsSchema = objectOf(
  { data: { type: 'string', description: 'One row of values, separated by commas, in the order of the model' } },
  ['data'],
)

/** Describes the turns of a chat. */
export const messagesSchema = {
  type: 'array',
  minItems: 1,
  items: objectOf({ role: { type: 'string', enum: ['system', 'user', 'assistant'] }, content: { type: 'string' } }, [
    'role',
    'content',
  ]),
}

const bodyWords = (example: string | undefined) =>
  example ? `The JSON that the model takes, such as ${example.slice(0, 1_000)}` : 'The JSON that the model takes'

function fileSchema(contentType: string): object {
  const isAny = contentType.endsWith('/*')
  return objectOf(
    {
      data: { type: 'string', description: 'The bytes of the file, as base64', contentEncoding: 'base64' },
      ...(isAny ? { mimeType: { type: 'string', description: `The type of the file: ${contentType}` } } : {}),
    },
    isAny ? ['data', 'mimeType'] : ['data'],
  )
}

/** Clients refuse other names: letters, digits, `_`, `.` and `-`, at most 64. The handler finds the feature behind such a name. */
const argumentName = ({ name }: Feature): string => {
  const simple = queryNameOf(name)?.replaceAll('$', '')
  return simple && queryNameOf(simple) === simple ? simple : name
}

function featuresSchema(features: Feature[]): object {
  const optional = optionalFeatures(features)
  const names = features.map(argumentName)
  // Two features whose simple names are the same keep their own.
  const isUnique = (name: string) => names.filter((one) => one.toLowerCase() === name.toLowerCase()).length === 1
  const named = features.map((feature, index) => {
    const simple = names[index] ?? feature.name
    return { feature, name: isUnique(simple) ? simple : feature.name }
  })
  return objectOf(
    Object.fromEntries(named.map(({ feature, name }) => [name, valueSchema(feature, name)])),
    named.filter(({ feature }) => feature.default === undefined && !optional.includes(feature)).map(({ name }) => name),
  )
}

/** Describes the parameters of a text or chat model, by name. */
export const parametersOf = (parameters: Feature[]): Properties =>
  Object.fromEntries(parameters.map((one) => [one.name, valueSchema(one, one.name)]))

/** Describes one value: type, choices, default; unit and range in the description. */
export function valueSchema(feature: Feature, name: string): object {
  const { default: start } = feature
  const value = start === undefined ? undefined : typedDefault(feature, start)
  const description = wordsOf(feature, name)
  return {
    ...typeOf(feature),
    ...(description ? { description } : {}),
    ...(value === undefined ? {} : { default: value }),
  }
}

function typeOf(feature: Feature): object {
  const orNull = (type: string) => (takesMissing(feature) ? [type, 'null'] : type)
  const { type, choices = [] } = feature
  if (type === 'number' || type === 'integer' || type === 'boolean') return { type: orNull(type) }
  if (type === 'choice' && isWholeList(feature))
    return { type: orNull('string'), enum: takesMissing(feature) ? [...choices, null] : choices }
  return { type: orNull('string') }
}

/** A default that is no value of its type is none: digits beyond a double's would change. */
function typedDefault({ type }: Feature, text: string): unknown {
  if (type === 'number' || type === 'integer') return String(Number(text)) === text ? Number(text) : undefined
  if (type === 'boolean') return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined
  return text
}

/** `petal width (cm): across the middle. In cm. From 0.1 to 2.5 in the training data.` The range is what was seen, and no rule. */
function wordsOf({ name, unit, min, max, description }: Feature, argument: string): string {
  const range = [min === undefined ? '' : `from ${min}`, max === undefined ? '' : `to ${max}`].filter(Boolean).join(' ')
  return [
    ...(argument === name ? [] : [name]),
    ...(description ? [description] : []),
    ...(unit ? [`in ${unit}`] : []),
    ...(range ? [`${range} in the training data`] : []),
  ].join('; ')
}

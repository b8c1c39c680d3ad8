/**
 * What a model's schema can say: JSON Schema draft 4, and no word beyond it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 * People met the refusal with `example` (https://github.com/amazon-archives/aws-apigateway-importer/issues/213), an empty `required`
 * (https://github.com/aws/aws-cdk/issues/27433) and an enum that repeats a value (https://github.com/aws/aws-cdk/issues/18715).
 */
import Draft4 from 'ajv-draft-04'
import { badRequest } from '../errors'

/** https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00 */
const keywords = new Set([
  ...['id', '$schema', '$ref', 'title', 'description', 'default', 'definitions', 'type', 'enum', 'format'],
  ...['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern'],
  ...['items', 'additionalItems', 'maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties', 'required'],
  ...['properties', 'additionalProperties', 'patternProperties', 'dependencies', 'allOf', 'anyOf', 'oneOf', 'not'],
])
/** Their members are names of the modeller's own. */
const named = new Set(['properties', 'patternProperties', 'definitions', 'dependencies'])
/** What they hold is no schema. */
const values = new Set(['enum', 'default'])

const draft4 = new Draft4({ strict: false, logger: false })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function hasUnknownKeyword(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(hasUnknownKeyword)
  if (!isObject(schema)) return false
  return Object.entries(schema).some(([keyword, value]) => {
    if (!keywords.has(keyword)) return true
    if (values.has(keyword)) return false
    return named.has(keyword) && isObject(value)
      ? Object.values(value).some(hasUnknownKeyword)
      : hasUnknownKeyword(value)
  })
}

function isSchema(text: string): boolean {
  try {
    const schema: unknown = JSON.parse(text)
    return isObject(schema) && !hasUnknownKeyword(schema) && draft4.validateSchema(schema) === true
  } catch {
    return false
  }
}

export function checkSchema(schema: string | undefined): void {
  if (schema === undefined || schema === '' || isSchema(schema)) return
  throw badRequest(
    'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
  )
}

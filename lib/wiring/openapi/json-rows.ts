/**
 * What the gateway itself enforces of rows, where no function does: JSON bodies alone, as text/csv has no model. A request whose
 * type has no model passes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
import type { Feature } from '../../model/contract/contract'
import { keptPlural } from '../../plural'
import { type ApiModel, columnText, modelNameOf } from './model'

/** More names than these are counted in the sentence for people. */
const mostNames = 20

/**
 * Rows in a list, alone or below `instances` or `inputs`, of values or of `features`. No rule says what else a body can be, since
 * it goes on to the model as it is, so the schema has no `type`. An import makes an array of what has `items`
 * (`OpenAPIDeserializer.getSchema` of https://github.com/swagger-api/swagger-parser, whose classes the import's warnings name), which
 * would refuse `instances`. The update of the model after it (`completeModel`) takes a schema without a type:
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1579
 * Each word is one that API Gateway has: no `oneOf`, no `allOf`, no `pattern`, and no tuples.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function jsonRowsModel(endpointName: string, features: Feature[]): ApiModel {
  const size = { minItems: features.length, maxItems: features.length }
  const values = { ...size, ...(isStrict(features) ? { items: { type: 'number' } } : {}) }
  const row = { ...values, properties: { features: values } }
  const description = `Rows of ${features.length} columns, in this order: ${features.map(columnText).join('; ')}`
  const rows = { items: row }
  return {
    name: modelNameOf(endpointName),
    schema: { description, ...rows, properties: { instances: rows, inputs: rows } },
  }
}

/** A value that can be missing can be null, and a schema for all columns has no word for one of them. */
const isStrict = (features: Feature[]): boolean =>
  features.every(({ type, missing }) => (type === 'number' || type === 'integer') && missing === 'none')

/**
 * The body of a refusal. Its template is not processed by Velocity, only variables are replaced, so a `$` of a name is escaped.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.responseTemplates.html
 */
export function jsonRowsRefusal(features: Feature[]): string {
  const names = features.slice(0, mostNames).map(({ name }) => name)
  const more = features.length > names.length ? ` and ${features.length - names.length} more` : ''
  const typed = isStrict(features) ? `${keptPlural(features.length, 'number')}` : keptPlural(features.length, 'value')
  const message = `The body says application/json and is not JSON, or a row in it has not ${typed}. Send the values of a row in this order: ${names.join(', ')}${more}. The model was not called.`
  const written = JSON.stringify({
    code: 'wrong_columns',
    message,
    expected: features.map(({ name, type }) => `${name} (${type})`),
  })
  return `${written.slice(0, -1).replaceAll('$', '\\u0024')},"requestId":"$context.requestId"}`
}

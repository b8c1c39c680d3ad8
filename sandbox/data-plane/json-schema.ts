/**
 * Bodies held against JSON Schema draft 4, as API Gateway's models are.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
import type { AnySchema, ValidateFunction } from 'ajv'
import Draft4 from 'ajv-draft-04'

const validators = new Map<string, ValidateFunction>()
const mostValidators = 200

/** @param lookUp finds another model of the API by its reference's last part */
export function fits(value: unknown, schema: object, lookUp: (name: string) => object | undefined): boolean {
  const key = JSON.stringify(schema) + JSON.stringify(referred(schema, lookUp))
  let validator = validators.get(key)
  if (!validator) {
    validator = validatorOf(schema, lookUp)
    if (validators.size >= mostValidators) validators.clear()
    validators.set(key, validator)
  }
  return validator(value) === true
}

function validatorOf(schema: object, lookUp: (name: string) => object | undefined): ValidateFunction {
  // What is no keyword of draft 4 says nothing, as at the gateway; formats are not looked at there either.
  const draft4 = new Draft4({ strict: false, validateFormats: false, addUsedSchema: false })
  for (const [name, model] of Object.entries(referred(schema, lookUp)))
    draft4.addSchema(local(model) as AnySchema, name)
  return draft4.compile(local(schema) as AnySchema)
}

/** `https://apigateway.amazonaws.com/restapis/{id}/models/{name}` and `#/components/schemas/{name}` name another model. */
const modelReference = /^(https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/|#\/components\/schemas\/)/

/** With references that the validator resolves, and without ids of their own. */
function local(value: unknown, key?: string): unknown {
  if (key === '$ref' && typeof value === 'string') return value.replace(modelReference, '')
  if (Array.isArray(value)) return value.map((one) => local(one))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([name, one]) => !(name === 'id' && typeof one === 'string'))
  return Object.fromEntries(
    members.filter(([name]) => name !== '$schema').map(([name, one]) => [name, local(one, name)]),
  )
}

/** Every model that the schema refers to, itself or through another one. */
function referred(
  schema: unknown,
  lookUp: (name: string) => object | undefined,
  found: Record<string, object> = {},
): Record<string, object> {
  for (const [, reference] of JSON.stringify(schema).matchAll(/"\$ref":\s*"([^"]+)"/g)) {
    const name = modelReference.test(reference ?? '') ? (reference?.split('/').at(-1) ?? '') : ''
    const model = name && !(name in found) ? lookUp(name) : undefined
    if (!model) continue
    found[name] = model
    referred(model, lookUp, found)
  }
  return found
}

/** Request validation: required parameters, and the body against the model of its content type. */
import { errors, type GatewayError } from './gateway-errors'
import { fits } from './json-schema'
import { headerOf } from './media-types'
import { readQuery } from './query'
import type { GatewayRequest, Route } from './types'

export function validate(route: Route, request: GatewayRequest): GatewayError | undefined {
  const validator = route.definition.requestValidators.get(route.method.requestValidatorId ?? '')
  if (!validator) return undefined
  if (validator.validateRequestParameters) {
    const missing = missingParameters(route, request)
    if (missing.length > 0) return errors.missingParameters(missing)
  }
  return validator.validateRequestBody && !bodyFits(route, request) ? errors.badBody : undefined
}

/** Empty counts as missing. */
function missingParameters(route: Route, request: GatewayRequest): string[] {
  const query = readQuery(request.rawQuery)
  return Object.entries(route.method.requestParameters ?? {})
    .filter(([, required]) => required)
    .map(([name]) => name.match(/^method\.request\.(\w+)\.(.+)$/))
    .flatMap((match) => {
      const [, place = '', name = ''] = match ?? []
      const value =
        place === 'path'
          ? route.pathParameters?.[name]
          : place.endsWith('header')
            ? headerOf(request.headers, name)
            : query.find(([key, text]) => key === name && text !== '')?.[1]
      return value ? [] : [name]
    })
}

/**
 * Counts of items are not checked of an imported model, before an update of it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const leftOut = (name: string, value: unknown) =>
  (name === 'minItems' || name === 'maxItems') && typeof value === 'number' ? undefined : value

function bodyFits({ definition, method }: Route, request: GatewayRequest): boolean {
  const type = (headerOf(request.headers, 'content-type') ?? 'application/json').split(';')[0]?.trim() ?? ''
  const name = method.requestModels?.[type] ?? method.requestModels?.$default
  const schemaOf = (model: string) => {
    const { schema: text, imported } = definition.models.get(model) ?? {}
    return text ? (JSON.parse(text, imported ? leftOut : undefined) as object) : undefined
  }
  const schema = name ? schemaOf(name) : undefined
  if (!schema) return true
  try {
    return fits(JSON.parse(request.body.toString('utf8')), schema, schemaOf)
  } catch {
    return false
  }
}

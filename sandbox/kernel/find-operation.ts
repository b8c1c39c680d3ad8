/** Which service and which of its operations a request is for. */
import { readCbor } from './cbor'
import { modelNameOf } from './constraints/check'
import { refusing } from './constraints/services'
import { typed } from './constraints/typed'
import { AwsError } from './errors'
import { readForm } from './query'
import { findRoute, parseJson, readRestInput, withBucket } from './routes'
import type { SignedRequest } from './sigv4'
import type { Service } from './types'

export interface Found {
  service: Service
  operation: string
  action: string
  input: () => Record<string, unknown>
  status: number
}

/** Without the package that botocore writes before it: `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents`. */
const targetOf = ({ headers }: SignedRequest): string | undefined =>
  headers['x-amz-target']?.split('.').slice(-2).join('.')

export const unknownOperation = (service: Service) =>
  service.protocol === 'rest-xml'
    ? new AwsError(
        'NotImplemented',
        'A header or query you provided implies functionality that is not implemented',
        501,
      )
    : service.protocol === 'query'
      ? new AwsError(
          'InvalidAction',
          'The action or operation requested is invalid. Verify that the action is typed correctly.',
          400,
        )
      : new AwsError(
          'UnknownOperationException',
          'The operation is not known',
          service.protocol === 'rest-json' ? 404 : 400,
        )

/** Returns a service once for each protocol that it speaks. */
export const spoken = (service: Service): Service[] => [
  service,
  ...(service.alsoSpeaks ?? []).map((protocol) => ({ ...service, protocol })),
]

/** https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html#requests */
const rpcOperation = ({ targetPrefix }: Service, { path, headers }: SignedRequest): string | undefined => {
  const [, prefix, operation] = path.match(/^\/service\/([^/]+)\/operation\/([^/]+)$/) ?? []
  return headers['smithy-protocol'] === 'rpc-v2-cbor' && prefix === targetPrefix ? operation : undefined
}

const isForm = ({ headers, rawQuery }: SignedRequest): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true || /(^|&)Action=/.test(rawQuery)

/** Undefined if the services have no such operation. */
export function findOperation(services: Service[], request: SignedRequest): Found | undefined {
  const target = targetOf(request)
  for (const service of services) {
    if (service.protocol.startsWith('json') && target?.startsWith(`${service.targetPrefix}.`)) {
      return found(service, target.slice(target.lastIndexOf('.') + 1), () => parseJson(request.body))
    }
    if (service.protocol === 'rpc-v2-cbor') {
      const operation = rpcOperation(service, request)
      if (operation !== undefined) return found(service, operation, () => readCbor(request.body))
    }
    // A service of several protocols shares its signing name among them, so the request itself says which one it is.
    if (service.protocol === 'query' && service.alsoSpeaks) {
      if (target || !isForm(request)) continue
      const form = readForm(request.body.toString('utf8') || request.rawQuery)
      const operation = String(form.Action ?? '')
      const file = refusing[modelNameOf(service)]?.file ?? ''
      return found(service, operation, () => typed(file, operation, form))
    }
    if (service.protocol === 'query') {
      const form = readForm(request.body.toString('utf8') || request.rawQuery)
      return found(service, String(form.Action ?? ''), () => form)
    }
    if (service.protocol.startsWith('rest') && !target && !service.lacks?.(request)) {
      const path = service.protocol === 'rest-xml' ? withBucket(request) : request.path
      const hit = findRoute(service.routes ?? [], request.method, path, request.rawQuery)
      if (hit) {
        const { route, labels } = hit
        return {
          ...found(service, route.operation, () => readRestInput(route, labels, request), route.action),
          status: route.status ?? 200,
        }
      }
    }
  }
  return undefined
}

function found(service: Service, operation: string, input: () => Record<string, unknown>, action?: string): Found {
  return {
    service,
    operation,
    action: action ?? `${service.iamPrefix ?? service.signingName}:${operation}`,
    input,
    status: 200,
  }
}

/** An operation that anybody can call. */
export function findOpen(services: Service[], request: SignedRequest): Found | undefined {
  const target = request.headers['x-amz-target'] ?? ''
  const at = target.lastIndexOf('.')
  const [prefix, operation] = [target.slice(0, at), target.slice(at + 1)]
  const service = services.find((one) => one.targetPrefix === prefix && one.unsigned?.[operation])
  return service && found(service, operation, () => parseJson(request.body))
}

/**
 * Whose wire format the caller reads if no operation is found. On AWS the host says it; here the target, the action or the path
 * does, and S3 has every other path.
 */
export function serviceMeant(services: Service[], request: SignedRequest): Service | undefined {
  const rpc = services.find((service) => service.protocol === 'rpc-v2-cbor' && rpcOperation(service, request))
  if (rpc) return rpc
  const target = targetOf(request)
  if (target) return services.find(({ targetPrefix }) => targetPrefix && target.startsWith(`${targetPrefix}.`))
  const queries = services.filter(({ protocol }) => protocol === 'query')
  if (queries.length > 0 && request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const action = String(readForm(request.body.toString('utf8')).Action ?? '')
    return queries.find(({ operations }) => Object.hasOwn(operations, action)) ?? queries[0]
  }
  const rest = services.filter(({ protocol }) => protocol === 'rest-json')
  const { method, path, rawQuery } = request
  return (
    rest.find(({ routes = [] }) => findRoute(routes, method, path, rawQuery)) ??
    services.find(({ protocol }) => protocol === 'rest-xml') ??
    rest[0]
  )
}

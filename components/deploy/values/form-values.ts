/** The form's fields, and their way to the wiring's spec and back. The spec's own schema decides what is right. */

import type { FieldErrors, Resolver } from 'react-hook-form'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import { columnProblem } from '@/lib/model/contract/column-value'
import { profileFor } from '@/lib/model/profile/stored-profile'
import { readRow } from '@/lib/model/requests/encode'
import { plainRequest, plainResponse, type RequestShape, type ResponseShape } from '@/lib/model/requests/request-shape'
import { plural } from '@/lib/plural'
import { type FlatSpec, flatPath, flatSpec, nestedSpec } from '@/lib/spec/flat-spec'
import { type IntegrationKind, integrationKind } from '@/lib/spec/route-parts/integration'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '@/lib/spec/spec'
import { type AccessValues, accessFieldOf, accessOf, accessValuesOf } from './access-values'
import { type ContractValues, contractOf, contractValuesOf } from './contract-values'
import { type OptionValues, optionFieldsOf, optionProblemAt, optionValuesOf } from './option-values'
import { splitList } from './split-list'
import { type TargetValues, targetChosen, targetFieldOf, targetValuesOf, waitOf } from './target-values'
import { typedNumber } from './typed-number'

export interface DeployValues extends ContractValues, AccessValues, TargetValues, OptionValues {
  apiName: string
  resourcePath: string
  queryParameter: string
  stage: string
  rateLimit: string
  burstLimit: string
  /** With commas between them. */
  corsOrigins: string
  integrationKind: IntegrationKind
  httpUrl: string
  request: RequestShape
  response: ResponseShape
  accessLog: boolean
  /** With commas between them. */
  allowedIps: string
  roleKind: 'create' | 'existing'
  roleArn: string
  /** Empty: the endpoint that the wiring is named after. */
  targetEndpoint: string
  /** By name; an empty value is none. */
  tags: Record<string, string>
  /** How callers come to it; no part of the spec. */
  rollout: 'all' | 'canary'
  canaryPercent: string
  /** Says whether the deploy sends a sample at its end; no part of the spec. */
  tested: boolean
}

/**
 * @param targets what the endpoint allows to choose, to begin with
 * @param isNew nothing is live, so no caller has to change for another default
 */
export function valuesOf(deployed: WiringSpec, targets?: EndpointTargets, isNew = false): DeployValues {
  const spec = flatSpec(deployed)
  return {
    apiName: spec.apiName,
    resourcePath: spec.resourcePath,
    queryParameter: spec.queryParameter,
    stage: spec.stage,
    rateLimit: String(spec.throttle.rateLimit),
    burstLimit: String(spec.throttle.burstLimit),
    ...accessValuesOf(spec.access, isNew),
    corsOrigins: spec.corsOrigins.join(', '),
    allowedIps: spec.allowedIps.join(', '),
    ...contractValuesOf(spec.contract, spec.sampleRow),
    integrationKind: integrationKind(spec),
    httpUrl: spec.integration?.kind === 'http' ? spec.integration.url : '',
    request: spec.request,
    response: spec.response,
    accessLog: spec.accessLog ?? false,
    ...optionValuesOf(spec),
    ...targetValuesOf(spec, targets),
    roleKind: spec.role.kind,
    roleArn: spec.role.kind === 'existing' ? spec.role.arn : '',
    targetEndpoint: spec.targetEndpoint ?? '',
    tags: spec.tags ?? {},
    rollout: 'all',
    canaryPercent: '10',
    tested: true,
  }
}

/**
 * Returns the spec that the form stands for, not yet checked: a form of one route, so its values are flat.
 * @param base what the form does not show: name, memory, retention
 */
export const specOf = (values: DeployValues, base: WiringSpec): unknown => nestedSpec(flatOf(values, flatSpec(base)))

function flatOf(values: DeployValues, base: FlatSpec): { [Field in keyof FlatSpec]: unknown } {
  const contract = contractOf(values, base.contract)
  return {
    ...base,
    targetEndpoint: values.integrationKind === 'http' ? undefined : targetOf(values, base),
    integration: integrationOf(values),
    timeoutSeconds: waitOf(values, { ...base, contract }),
    target: values.integrationKind === 'http' ? undefined : targetChosen(values, base.target),
    apiName: values.apiName,
    resourcePath: values.resourcePath.trim().replace(/^\//, ''),
    queryParameter: values.queryParameter.trim(),
    stage: values.stage.trim(),
    throttle: { rateLimit: typedNumber(values.rateLimit), burstLimit: typedNumber(values.burstLimit) },
    access: accessOf(values),
    corsOrigins: values.integrationKind === 'http' ? [] : splitList(values.corsOrigins),
    allowedIps: splitList(values.allowedIps),
    contract,
    request: requestOf(values),
    response: responseOf(values),
    // Absent rather than false: a spec of before says nothing of it.
    accessLog: values.accessLog || undefined,
    ...optionFieldsOf(values),
    profile: values.integrationKind === 'http' ? undefined : profileFor(base.profile, contract),
    tags: tagsOf(values),
    sampleRow: (values.input.kind === 'rows' && values.sampleRow.trim()) || undefined,
    role:
      values.roleKind === 'create' || values.integrationKind === 'http'
        ? { kind: 'create' }
        : { kind: 'existing', arn: values.roleArn.trim() },
  }
}

/** Absent rather than empty: a spec of before says nothing of them. */
function tagsOf({ tags }: DeployValues): Record<string, string> | undefined {
  const filled = Object.entries(tags).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()] as const] : []))
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

/** What is no choice, where the input is no row or no function reads it, is not requested in the form either. */
function requestOf({ request, input, integrationKind }: DeployValues): RequestShape {
  const { methods, required, enforce } = request
  if (integrationKind === 'http') return { ...plainRequest, methods, ...(input.kind === 'rows' ? { required } : {}) }
  if (integrationKind === 'direct')
    return { ...plainRequest, methods, ...enforced(input.kind === 'rows' && methods !== 'get' ? enforce : undefined) }
  // It stays chosen for the day on which there are columns.
  if (input.kind !== 'rows') return { ...plainRequest, methods, ...enforced(enforce) }
  const { enforce: _, ...rest } = request
  return { ...rest, ...enforced(request.form === 'raw' ? undefined : enforce) }
}

/** Absent rather than false: a spec of before says nothing of it. */
const enforced = (enforce: RequestShape['enforce']) => (enforce ? { enforce } : {})

/** The gateway normalises nothing, and calls for the same type as a function does. */
function responseOf({ response, integrationKind }: DeployValues): ResponseShape {
  if (integrationKind === 'lambda') return response
  return integrationKind === 'direct' ? { ...response, form: plainResponse.form } : plainResponse
}

function integrationOf({ integrationKind, httpUrl }: DeployValues): unknown {
  if (integrationKind === 'lambda') return undefined
  return integrationKind === 'direct' ? { kind: 'direct' } : { kind: 'http', url: httpUrl.trim() }
}

/** The wiring's own endpoint is none other. */
function targetOf({ targetEndpoint }: DeployValues, { endpointName }: FlatSpec): string | undefined {
  const name = targetEndpoint.trim()
  return name && name !== endpointName ? name : undefined
}

/** Calls in a hundred; undefined if all calls go to it, NaN if the text is no percentage. */
export function canaryPercentOf({
  rollout,
  canaryPercent,
  integrationKind,
}: Pick<DeployValues, 'rollout' | 'canaryPercent' | 'integrationKind'>): number | undefined {
  if (rollout === 'all' || integrationKind !== 'lambda') return undefined
  const percent = Number(canaryPercent.trim() || Number.NaN)
  return Number.isInteger(percent) && percent >= 1 && percent <= 99 ? percent : Number.NaN
}

/** Returns the field of the form for a problem of the spec. */
const fieldOf: Record<string, keyof DeployValues> = {
  ...targetFieldOf,
  'throttle.rateLimit': 'rateLimit',
  'throttle.burstLimit': 'burstLimit',
  'role.arn': 'roleArn',
  ...optionProblemAt,
  'integration.url': 'httpUrl',
  integration: 'integrationKind',
  ...accessFieldOf,
  'contract.output.labels': 'labels',
  'contract.output.name': 'outputName',
  'contract.output.unit': 'outputUnit',
  'contract.output.outputs': 'outputs',
  'contract.output.min': 'outputMin',
  'contract.output.max': 'outputMax',
  'contract.output.threshold': 'threshold',
  'contract.input': 'input',
  'contract.examples': 'examples',
}

const nouns: Record<string, string> = { features: 'Column', examples: 'Example' }

/** What is wrong, by field. */
export type Problems = Partial<Record<keyof DeployValues, string>>

/** The spec that the values make, if nothing is wrong with them. */
export function checkValues(values: DeployValues, base: WiringSpec): { problems: Problems; spec?: WiringSpec } {
  const problems: Problems = {}
  const { data, error } = wiringSpecSchema.safeParse(specOf(values, base))
  for (const { message, code, ...issue } of error?.issues ?? []) {
    const path = flatPath(issue.path)
    const name = path.join('.')
    const key = Object.keys(fieldOf).find((one) => name.startsWith(one))
    const field = key ? fieldOf[key] : path[0] === 'contract' ? 'features' : (path[0] as keyof DeployValues)
    const noun = path[0] === 'contract' && nouns[String(path[1])]
    const place = noun && typeof path[2] === 'number' ? `${noun} ${path[2] + 1}: ` : ''
    if (field) problems[field] ??= place + (code === 'invalid_type' ? 'A number' : message)
  }
  const { min, max } = contractOf(values, onlyRoute(base).contract).output ?? {}
  if (min !== undefined && max !== undefined && min > max) problems.outputMin ??= 'The minimum is above the maximum'
  if (Number.isNaN(canaryPercentOf(values))) problems.canaryPercent = 'A whole number from 1 to 99'
  if (values.input.kind === 'rows') Object.assign(problems, rowProblems(values, problems))
  else problems.input ??= firstProblem(values.input.parameters, 'Parameter')
  for (const field of ['features', 'input'] as const) if (problems[field] === undefined) delete problems[field]
  return { problems, spec: Object.keys(problems).length === 0 ? data : undefined }
}

function rowProblems(values: DeployValues, known: Problems) {
  const features = firstProblem(values.features, 'Column') ?? known.features
  const width = readRow(values.sampleRow).length
  const uneven = values.sampleRow.trim() && values.features.length > 0 && width !== values.features.length
  const sampleRow = uneven
    ? `${plural(values.features.length, 'value')}, one for each column; these are ${width}`
    : undefined
  return { ...(features ? { features } : {}), ...(sampleRow ? { sampleRow } : {}) }
}

/** `Column 3: …` of the first that cannot stand. */
function firstProblem(columns: DeployValues['features'], noun: string): string | undefined {
  for (const [index, column] of columns.entries()) {
    const problem = columnProblem(column, columns.slice(0, index))
    if (problem) return `${noun} ${index + 1}: ${problem}`
  }
  return undefined
}

/** The options as the spec's schema accepts them. */
export const resolverFor =
  (base: WiringSpec): Resolver<DeployValues, unknown, WiringSpec> =>
  (values) => {
    const { problems, spec } = checkValues(values, base)
    if (spec) return { values: spec, errors: {} }
    const errors = Object.fromEntries(
      Object.entries(problems).map(([field, message]) => [field, { type: 'spec', message }]),
    )
    return { values: {}, errors: errors as FieldErrors<DeployValues> }
  }

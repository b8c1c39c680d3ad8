/** The form's fields, and their way to the wiring's spec and back. The spec's own schema decides what is right. */
import type { FieldErrors, Resolver } from 'react-hook-form'
import type { Feature, Task } from '@/lib/features/contract'
import { readRow } from '@/lib/features/encode'
import { timeoutSecondsFor, type WiringSpec, wiringSpecSchema } from '@/lib/wiring/spec'

export interface DeployValues {
  apiName: string
  resourcePath: string
  queryParameter: string
  stage: string
  rateLimit: string
  burstLimit: string
  /** With commas between them. */
  corsOrigins: string
  features: ColumnValue[]
  sampleRow: string
  task: 'unknown' | Task
  /** Class names in class order, with commas between them. */
  labels: string
  /** What is predicted. */
  outputName: string
  outputUnit: string
  roleKind: 'create' | 'existing'
  roleArn: string
}

/** A column as the form edits it; what it does not edit is kept. */
export interface ColumnValue {
  feature: Feature
  /** With commas between them. */
  choices: string
}

/** `a, b,, c` → a, b, c; lines count as commas. */
const splitList = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

export const columnOf = (feature: Feature): ColumnValue => ({ feature, choices: (feature.choices ?? []).join(', ') })

export function valuesOf(spec: WiringSpec): DeployValues {
  const { output } = spec.contract
  return {
    apiName: spec.apiName,
    resourcePath: spec.resourcePath,
    queryParameter: spec.queryParameter,
    stage: spec.stage,
    rateLimit: String(spec.throttle.rateLimit),
    burstLimit: String(spec.throttle.burstLimit),
    corsOrigins: spec.corsOrigins.join(', '),
    features: spec.contract.features.map(columnOf),
    sampleRow: spec.sampleRow ?? '',
    task: output?.task ?? 'unknown',
    labels: (output?.labels ?? []).join(', '),
    outputName: output?.name ?? '',
    outputUnit: output?.unit ?? '',
    roleKind: spec.role.kind,
    roleArn: spec.role.kind === 'existing' ? spec.role.arn : '',
  }
}

/** @param base what the form does not show: name, memory, timeout, retention */
export function specOf(values: DeployValues, base: WiringSpec): unknown {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
  return {
    ...base,
    timeoutSeconds: timeoutSecondsFor(base),
    apiName: values.apiName,
    resourcePath: values.resourcePath.trim().replace(/^\//, ''),
    queryParameter: values.queryParameter.trim(),
    stage: values.stage.trim(),
    throttle: { rateLimit: number(values.rateLimit), burstLimit: number(values.burstLimit) },
    corsOrigins: splitList(values.corsOrigins),
    contract: { ...base.contract, features: values.features.map(featureOf), output: outputOf(values) },
    sampleRow: values.sampleRow.trim() || undefined,
    role: values.roleKind === 'create' ? { kind: 'create' } : { kind: 'existing', arn: values.roleArn.trim() },
  }
}

function featureOf({ feature, choices }: ColumnValue): Feature {
  const { choices: _, min, max, ...rest } = feature
  if (feature.type === 'choice') return { ...rest, choices: splitList(choices) }
  return feature.type === 'number' || feature.type === 'integer' ? { ...rest, min, max } : rest
}

function outputOf({ task, labels, outputName, outputUnit }: DeployValues) {
  const name = outputName.trim() || undefined
  if (task === 'classification') return { task, name, labels: splitList(labels) }
  if (task === 'regression') return { task, name, unit: outputUnit.trim() || undefined }
  return task === 'unknown' ? undefined : { task, name }
}

/** Where in the form a problem of the spec belongs. */
const fieldOf: Record<string, keyof DeployValues> = {
  'throttle.rateLimit': 'rateLimit',
  'throttle.burstLimit': 'burstLimit',
  'role.arn': 'roleArn',
  'contract.output.labels': 'labels',
  'contract.output.name': 'outputName',
  'contract.output.unit': 'outputUnit',
}

export function problemsOf(values: DeployValues, base: WiringSpec): Partial<Record<keyof DeployValues, string>> {
  const problems: Partial<Record<keyof DeployValues, string>> = {}
  for (const { path, message, code } of wiringSpecSchema.safeParse(specOf(values, base)).error?.issues ?? []) {
    const name = path.join('.')
    const key = Object.keys(fieldOf).find((one) => name.startsWith(one))
    const field = key ? fieldOf[key] : path[0] === 'contract' ? 'features' : (path[0] as keyof DeployValues)
    const column = path[0] === 'contract' && typeof path[2] === 'number' ? `Column ${path[2] + 1}: ` : ''
    if (field) problems[field] ??= column + (code === 'invalid_type' ? 'A number' : message)
  }
  const empty = values.features.findIndex(
    ({ feature, choices }) => feature.type === 'choice' && splitList(choices).length === 0,
  )
  if (empty >= 0) problems.features ??= `Column ${empty + 1}: give the values to choose from`
  const width = readRow(values.sampleRow).length
  if (values.sampleRow.trim() && values.features.length > 0 && width !== values.features.length) {
    problems.sampleRow ??= `${values.features.length} values, one for each column; these are ${width}`
  }
  return problems
}

/** The options as the spec's schema accepts them. */
export const resolverFor =
  (base: WiringSpec): Resolver<DeployValues, unknown, WiringSpec> =>
  (values) => {
    const problems = Object.entries(problemsOf(values, base))
    const parsed = wiringSpecSchema.safeParse(specOf(values, base))
    if (parsed.success && problems.length === 0) return { values: parsed.data, errors: {} }
    const errors = Object.fromEntries(problems.map(([field, message]) => [field, { type: 'spec', message }]))
    return { values: {}, errors: errors as FieldErrors<DeployValues> }
  }

/**
 * AWS's own API models as an oracle. The npm package `aws-sdk` (version 2) ships them under `apis/`: members, types,
 * required members, success statuses. That build drops enumerations and declared errors, so enumerations are read from
 * the same package's generated typings, and declared errors from the documentation of version 3's commands.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const v2 = dirname(require.resolve('aws-sdk/package.json'))

export interface Shape {
  shape?: string
  type?: string
  members?: Record<string, Shape>
  member?: Shape
  key?: Shape
  value?: Shape
  required?: string[]
  location?: 'header' | 'headers' | 'statusCode' | 'uri' | 'querystring'
  locationName?: string
  flattened?: boolean
  payload?: string
  /** The members are events. */
  eventstream?: boolean
  resultWrapper?: string
  timestampFormat?: string
}

interface ModelFile {
  metadata: { protocol: 'json' | 'query' | 'rest-json' | 'rest-xml'; timestampFormat?: string }
  operations: Record<string, { http?: { responseCode?: number }; input?: Shape; output?: Shape }>
  shapes: Record<string, Shape>
}

/** What one member of the typings is: the name of its type. */
export interface Typings {
  interfaces: Map<string, Map<string, string>>
  /** Elements of list and map types. */
  elements: Map<string, string>
  enums: Map<string, Set<string>>
  outputs: Map<string, string>
}

export interface ServiceModel {
  file: ModelFile
  typings: Typings
  /** Says whether version 3's typings, which are newer, have a member of that name, or that value in that enumeration. */
  hasNewer(name: string, enumeration?: string): boolean
  /** What was seen that only version 3 knows. */
  readonly newer: Set<string>
  /** Names of the errors that an operation declares; undefined where version 3 has no such command. */
  declaredErrors(operation: string): Set<string> | undefined
}

interface Source {
  api: string
  typings: string
  client: string
}

/** By signing name; SageMaker's runtime signs as `sagemaker` too. */
const sources: Record<string, Source[]> = {
  apigateway: [{ api: 'apigateway-2015-07-09', typings: 'apigateway', client: 'client-api-gateway' }],
  cloudtrail: [{ api: 'cloudtrail-2013-11-01', typings: 'cloudtrail', client: 'client-cloudtrail' }],
  'cognito-idp': [
    {
      api: 'cognito-idp-2016-04-18',
      typings: 'cognitoidentityserviceprovider',
      client: 'client-cognito-identity-provider',
    },
  ],
  iam: [{ api: 'iam-2010-05-08', typings: 'iam', client: 'client-iam' }],
  lambda: [{ api: 'lambda-2015-03-31', typings: 'lambda', client: 'client-lambda' }],
  logs: [{ api: 'logs-2014-03-28', typings: 'cloudwatchlogs', client: 'client-cloudwatch-logs' }],
  monitoring: [{ api: 'monitoring-2010-08-01', typings: 'cloudwatch', client: 'client-cloudwatch' }],
  pricing: [{ api: 'pricing-2017-10-15', typings: 'pricing', client: 'client-pricing' }],
  s3: [{ api: 's3-2006-03-01', typings: 's3', client: 'client-s3' }],
  sagemaker: [
    { api: 'sagemaker-2017-07-24', typings: 'sagemaker', client: 'client-sagemaker' },
    { api: 'runtime.sagemaker-2017-05-13', typings: 'sagemakerruntime', client: 'client-sagemaker-runtime' },
  ],
  sts: [{ api: 'sts-2011-06-15', typings: 'sts', client: 'client-sts' }],
  wafv2: [{ api: 'wafv2-2019-07-29', typings: 'wafv2', client: 'client-wafv2' }],
  tagging: [
    {
      api: 'resourcegroupstaggingapi-2017-01-26',
      typings: 'resourcegroupstaggingapi',
      client: 'client-resource-groups-tagging-api',
    },
  ],
}

const loaded = new Map<string, ServiceModel>()

/** The model that has the operation, or the service's first one, or undefined for a service that is not known. */
export function modelOf(signingName: string, operation: string): ServiceModel | undefined {
  const models = (sources[signingName] ?? []).map(load)
  return models.find((model) => model.file.operations[operation]) ?? models[0]
}

function load(source: Source): ServiceModel {
  const known = loaded.get(source.api)
  if (known) return known
  const types = join(dirname(require.resolve(`@aws-sdk/${source.client}/package.json`)), 'dist-types')
  const commands = join(types, 'commands')
  let newest: string | undefined
  const model: ServiceModel = {
    file: JSON.parse(readFileSync(join(v2, 'apis', `${source.api}.min.json`), 'utf8')) as ModelFile,
    typings: readTypings(readFileSync(join(v2, 'clients', `${source.typings}.d.ts`), 'utf8')),
    newer: new Set(),
    hasNewer(name, enumeration) {
      newest ??= readdirSync(join(types, 'models'))
        .filter((file) => file.endsWith('.d.ts'))
        .map((file) => readFileSync(join(types, 'models', file), 'utf8'))
        .join('\n')
      if (!enumeration) return newest.includes(`    ${name}?: `)
      const block = newest.match(new RegExp(`declare const ${enumeration}: \\{([^}]*)\\}`))?.[1]
      return block?.includes(`: "${name}";`) ?? false
    },
    declaredErrors(operation) {
      const path = join(commands, `${operation}Command.d.ts`)
      if (!existsSync(path)) return undefined
      const text = readFileSync(path, 'utf8')
      return new Set([...text.matchAll(/@throws \{@link (\w+)\}/g)].map(([, name = '']) => name))
    },
  }
  loaded.set(source.api, model)
  return model
}

function readTypings(text: string): Typings {
  const typings: Typings = { interfaces: new Map(), elements: new Map(), enums: new Map(), outputs: new Map() }
  for (const [, name = '', body = ''] of text.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n {2}\}/g)) {
    const members = [...body.matchAll(/^ {4}(\w+)\??: (\w+);/gm)].map(([, key = '', type = '']) => [key, type] as const)
    typings.interfaces.set(name, new Map(members))
  }
  for (const [, name = '', body = ''] of text.matchAll(/export type (\w+) = (.+);/g)) {
    const element = body.match(/^(\w+)\[\]$/)?.[1] ?? body.match(/^\{\[key: string\]: (\w+)\}$/)?.[1]
    if (element) typings.elements.set(name, element)
    else if (body.startsWith('"'))
      typings.enums.set(name, new Set([...body.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value)))
  }
  for (const [, method = '', output = ''] of text.matchAll(/^ {2}(\w+)\(params: .*data: [\w.]+\.Types\.(\w+)\)/gm))
    typings.outputs.set(method.toLowerCase(), output)
  return typings
}

/** Members and values, seen so far, that only version 3 knows. */
export const newerNames = (): string[] => [...loaded.values()].flatMap((model) => [...model.newer])

/** What differs between two specs, in a few readable lines: `rate: 50 → 20 req/s`, `7 features described`. Pure. */

import { uncapitalized } from '../../first-letter'
import type { FeatureContract } from '../../model/contract/contract'
import { kindNames } from '../../model/profile/readings'
import { requestWords } from '../../model/requests/request-shape'
import { plural } from '../../plural'
import { type Access, whoMayCall } from '../../spec/api-parts/access'
import { keyHeaderWords } from '../../spec/api-parts/key-header'
import { type FlatSpec, flatSpec } from '../../spec/flat-spec'
import { optionsInWords } from '../../spec/options'
import { integrationInWords } from '../../spec/route-parts/integration'
import { targetInWords } from '../../spec/route-parts/target'
import type { WiringSpec } from '../../spec/spec'
import { fieldChanges } from '../state/field-changes'
import type { FieldChange } from '../state/plan'
import { contractChanges } from './contract-changes'

/** Lists what differs between two specs, in words for people. */
export const specChanges = (from: WiringSpec, to: WiringSpec): FieldChange[] => {
  const [before, after] = [flatSpec(from), flatSpec(to)]
  return [...contractChanges(before.contract, after.contract), ...fieldChanges(wordsOf(before), wordsOf(after))]
}

/** Each field of a spec beside its contract, as a person reads it. A test changes each of them. */
function wordsOf({ contract, schema: _, ...spec }: FlatSpec): Record<string, string> {
  return {
    ...limitWords(spec),
    ...accessWords(spec.access),
    ...routeWords({ ...spec, contract }),
    ...apiWords(spec),
  }
}

const limitWords = ({
  throttle,
  timeoutSeconds,
  memoryMb,
  logRetentionDays,
}: Pick<FlatSpec, 'throttle' | 'timeoutSeconds' | 'memoryMb' | 'logRetentionDays'>) => ({
  rate: `${throttle.rateLimit} req/s`,
  burst: plural(throttle.burstLimit, 'request'),
  timeout: `${timeoutSeconds} s`,
  memory: `${memoryMb} MB`,
  'log retention': plural(logRetentionDays, 'day'),
})

const accessWords = (access: Access): Record<string, string> => ({
  'who can call': whoMayCall[access.kind],
  ...(access.kind === 'key'
    ? {
        'header of keys': access.header ? keyHeaderWords[access.header] : '',
        'rate of a key': `${access.rateLimit} req/s`,
        'burst of a key': plural(access.burstLimit, 'request'),
        'quota of a key': access.quotaPerDay === undefined ? 'none' : `${plural(access.quotaPerDay, 'request')} a day`,
      }
    : {}),
  ...(access.kind === 'cognito' ? { 'user pool': access.userPoolArn, scopes: (access.scopes ?? []).join(', ') } : {}),
})

type OfRoute = Pick<
  FlatSpec,
  | 'endpointName'
  | 'targetEndpoint'
  | 'target'
  | 'integration'
  | 'resourcePath'
  | 'queryParameter'
  | 'request'
  | 'response'
  | 'sampleRow'
  | 'role'
  | 'profile'
> & { contract: FeatureContract }

const routeWords = (route: OfRoute) => ({
  path: `/${route.resourcePath}`,
  'query parameter': route.queryParameter,
  request: requestWords(route.request),
  response: route.response.form === 'model' ? 'as the model sends it' : 'normalized JSON',
  'type requested from the model': route.response.accept ?? '',
  'sample row': route.sampleRow ?? '',
  'answering endpoint': route.targetEndpoint ?? route.endpointName,
  target: targetWords(route.target),
  'behind the gateway': integrationInWords(route.integration),
  'model profile': route.profile
    ? [kindNames[route.profile.kind], route.profile.container ?? ''].filter(Boolean).join(', ')
    : '',
  'execution role': route.role.kind === 'create' ? 'made by Portico' : route.role.arn,
})

/** Names the models and the folders too, which the short words of a target leave out. */
function targetWords(target: FlatSpec['target']): string {
  if (target?.kind === 'model') return `${targetInWords(target)}: ${target.models.join(', ')}`
  if (target?.kind === 'async') return `${targetInWords(target)}, ${target.input}, ${target.timeoutSeconds} s`
  return targetInWords(target)
}

type OfApi = Omit<
  FlatSpec,
  keyof OfRoute | 'schema' | 'throttle' | 'timeoutSeconds' | 'memoryMb' | 'logRetentionDays' | 'access'
>

const apiWords = ({ apiName, stage, allowedIps, corsOrigins, accessLog, adopted, tags, ...options }: OfApi) => ({
  'API name': apiName,
  stage,
  'allowed addresses': allowedIps.join(', '),
  'browser origins': corsOrigins.map((origin) => (origin === '*' ? 'any' : origin)).join(', '),
  ...Object.fromEntries(optionsInWords(options).map(({ title, words }) => [uncapitalized(title), words])),
  tags: Object.entries(tags ?? {})
    .map(([key, value]) => `${key}: ${value}`)
    .join(', '),
  'access log': accessLog ? 'on' : 'off',
  'adopted API': adopted ? `${adopted.restApiId} ${adopted.method}` : '',
})

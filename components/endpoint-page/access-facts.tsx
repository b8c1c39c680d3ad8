/** The facts of a public API in two lists: five that its callers meet first, and the rest. */
import { Globe, KeyRound, LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { inputOf } from '@/lib/model/contract/contract'
import { kindNames } from '@/lib/model/profile/readings'
import { isEnforced, requestWords } from '@/lib/model/requests/request-shape'
import { plural } from '@/lib/plural'
import { type Access, type KeyAccess, whoMayCall } from '@/lib/spec/api-parts/access'
import { domainUrl } from '@/lib/spec/api-parts/domain'
import { keyHeaderOf, keyHeaderWords } from '@/lib/spec/api-parts/key-header'
import { defaultSpec } from '@/lib/spec/defaults'
import { optionsInWords } from '@/lib/spec/options'
import type { Route } from '@/lib/spec/route'
import type { EndpointKind } from '@/lib/spec/route-parts/endpoint'
import { targetInWords } from '@/lib/spec/route-parts/target'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'

export interface Fact {
  name: string
  value: ReactNode
  /** The setting is not at its default. */
  changed?: boolean
}

/** What a caller meets first: five rows for every kind of access. */
export function firstFacts(spec: WiringSpec): Fact[] {
  const { access, throttle, allowedIps } = spec
  const Icon = icons[access.kind]
  return [
    {
      name: 'Who can call',
      value: (
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5 shrink-0 text-fg-3" />
          {whoMayCall[access.kind]}
        </span>
      ),
    },
    { name: 'Rate, burst', value: `${throttle.rateLimit} req/s, ${throttle.burstLimit}` },
    { name: 'Browser origins', value: originsOf(spec) },
    { name: 'Model input', value: inputInWords(onlyRoute(spec)) },
    access.kind === 'key'
      ? { name: 'Daily quota of a key', value: quotaInWords(access) }
      : { name: 'Allowed addresses', value: allowedIps.length > 0 ? <Lines lines={allowedIps} /> : 'any' },
  ]
}

/** The settings behind the fold, each with the question if it is at its default. */
export function moreFacts(spec: WiringSpec, kind: EndpointKind): Fact[] {
  const { access, allowedIps, domain } = spec
  const route = onlyRoute(spec)
  const normal = defaultSpec(route.endpointName, kind)
  const usual = onlyRoute(normal)
  const request = requestWords(route.request)
  return [
    ...(access.kind === 'key'
      ? [
          {
            name: 'Key sent as',
            value: <span className="mono">{keyHeaderWords[keyHeaderOf(access)]}</span>,
            changed: access.header !== undefined,
          },
          { name: 'Rate of a key', value: `${access.rateLimit} req/s, ${access.burstLimit}` },
          {
            name: 'Allowed addresses',
            value: allowedIps.length > 0 ? <Lines lines={allowedIps} /> : 'any',
            changed: allowedIps.length > 0,
          },
        ]
      : []),
    ...(access.kind === 'cognito' ? poolFacts(access) : []),
    {
      name: 'Query parameter',
      value: <span className="mono">{route.queryParameter}</span>,
      changed: route.queryParameter !== usual.queryParameter,
    },
    { name: 'Request', value: request, changed: request !== requestWords(usual.request) },
    {
      name: 'Response',
      value: route.response.form === 'model' ? 'as the model sends it' : 'normalized JSON',
      changed: route.response.form !== 'model',
    },
    ...optionsInWords(spec).map(({ name, title, words, chosen }) => ({
      name: title,
      value: name === 'domain' && domain ? <Lines lines={[domainUrl(domain, route.resourcePath)]} /> : words,
      changed: chosen,
    })),
    ...(route.target ? [{ name: 'Target', value: targetInWords(route.target) }] : []),
    ...behindFacts(spec, route, usual),
  ]
}

/** What stands behind the gateway: a function with its memory and log, SageMaker itself, or an address. */
function behindFacts(spec: WiringSpec, route: Route, usual: Route): Fact[] {
  const { integration, role, memoryMb } = route
  return [
    integration
      ? {
          name: 'Behind the gateway',
          value: integration.kind === 'direct' ? 'SageMaker directly' : <Lines lines={[integration.url]} />,
          changed: true,
        }
      : { name: 'Memory', value: `${memoryMb} MB`, changed: memoryMb !== usual.memoryMb },
    ...(integration && !spec.accessLog
      ? []
      : [
          {
            name: 'Log retention',
            value: plural(spec.logRetentionDays, 'day'),
            changed: spec.logRetentionDays !== 14,
          },
        ]),
    ...(integration?.kind === 'http'
      ? []
      : [
          {
            name: 'Execution role',
            value: role.kind === 'create' ? 'made by Portico' : <RoleArn arn={role.arn} />,
            changed: role.kind === 'existing',
          },
        ]),
  ]
}

/** `4 features, enforced`; what the model takes where its features are not described. */
function inputInWords(route: Route): string {
  const input = inputOf(route.contract)
  if (input.kind !== 'rows') return kindNames[input.kind]
  const count = route.contract.features.length
  if (count === 0) return 'rows, features not described'
  return `${plural(count, 'feature')}${isEnforced(route) ? ', enforced' : ''}`
}

function originsOf(spec: WiringSpec): ReactNode {
  if (onlyRoute(spec).integration?.kind === 'http') return 'as the address sends them'
  if (spec.corsOrigins.length === 0) return 'this console only'
  return <Lines lines={spec.corsOrigins.map((origin) => (origin === '*' ? 'any origin' : origin))} />
}

const quotaInWords = ({ quotaPerDay }: KeyAccess): string =>
  quotaPerDay === undefined ? 'none' : plural(quotaPerDay, 'request')

const poolFacts = ({ userPoolArn, scopes = [] }: Extract<Access, { kind: 'cognito' }>): Fact[] => [
  { name: 'User pool', value: <span className="mono break-all">{userPoolArn.split('/').at(-1)}</span> },
  { name: 'Token', value: scopes.length > 0 ? <Lines lines={scopes} /> : 'identity token' },
]

const icons = { open: Globe, key: KeyRound, iam: LockKeyhole, cognito: LockKeyhole } satisfies Record<
  Access['kind'],
  typeof Globe
>

const Lines = ({ lines }: { lines: string[] }) => (
  <span className="mono grid break-all">
    {lines.map((line) => (
      <span key={line}>{line}</span>
    ))}
  </span>
)

const RoleArn = ({ arn }: { arn: string }) => (
  <span title={arn} className="mono break-all">
    {arn.split('/').at(-1)}
  </span>
)

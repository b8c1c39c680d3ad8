import { Globe, KeyRound, LockKeyhole } from 'lucide-react'
import { requestWords } from '@/lib/model/requests/request-shape'
import { plural } from '@/lib/plural'
import { type Access, type KeyAccess, whoMayCall } from '@/lib/spec/access'
import { budgetsOf } from '@/lib/spec/budgets'
import { domainUrl } from '@/lib/spec/domain'
import type { EndpointKind } from '@/lib/spec/endpoint'
import { optionsInWords } from '@/lib/spec/options'
import { isStreaming } from '@/lib/spec/route'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import { targetInWords } from '@/lib/spec/target'
import { Card, CardHeader, Facts } from '../ui/card'
import { Note } from '../ui/state/note'
import { TimeBudgets } from '../wiring/time-budgets'

export interface AccessCardProps {
  spec: WiringSpec
  /** The kind of the endpoint that answers, if it can be read. */
  kind?: EndpointKind
  /** Who deployed it. */
  deployedBy?: string
  /** The live version's number. */
  version?: string
}

/** Who can call the public API, how often, and what is behind it. */
export function AccessCard({ spec, kind = 'Real-time', deployedBy, version }: AccessCardProps) {
  const { throttle, corsOrigins, access, allowedIps } = spec
  const route = onlyRoute(spec)
  const { contract, role, integration } = route
  const Icon = icons[access.kind]
  const columns = contract.features.length
  return (
    <Card aria-labelledby="access">
      <CardHeader id="access" title="Access and limits" />
      <Facts
        className="px-4 py-2.5"
        items={[
          {
            name: 'Access',
            value: (
              <span className="inline-flex items-center gap-1.5">
                <Icon aria-hidden className="size-3.5 text-fg-3" />
                {whoMayCall[access.kind]}
              </span>
            ),
          },
          { name: 'Rate, burst', value: `${throttle.rateLimit} req/s, ${throttle.burstLimit}` },
          ...(access.kind === 'key' ? keyFacts(access) : []),
          ...(access.kind === 'cognito' ? poolFacts(access) : []),
          { name: 'Addresses', value: allowedIps.length > 0 ? <Lines lines={allowedIps} /> : 'any' },
          {
            name: 'CORS',
            value:
              integration?.kind === 'http' ? (
                'the address’s own'
              ) : corsOrigins.length > 0 ? (
                <Origins origins={corsOrigins} />
              ) : (
                'this console only'
              ),
          },
          { name: 'Query parameter', value: <span className="mono">{route.queryParameter}</span> },
          { name: 'Request', value: requestWords(route.request) },
          { name: 'Answer', value: route.response.form === 'model' ? 'the model’s own' : 'normalised JSON' },
          { name: 'Columns', value: columns > 0 ? `${columns} described` : 'not described' },
          ...optionsInWords(spec)
            .filter(({ chosen }) => chosen)
            .map(({ name, title, words }) => ({
              name: title,
              value:
                name === 'domain' && spec.domain ? (
                  <Lines lines={[domainUrl(spec.domain, route.resourcePath)]} />
                ) : (
                  words
                ),
            })),
          ...(route.target ? [{ name: 'Target', value: targetInWords(route.target) }] : []),
          ...(integration
            ? [
                {
                  name: 'Behind the gateway',
                  value: integration.kind === 'direct' ? 'SageMaker directly' : <Lines lines={[integration.url]} />,
                },
              ]
            : [{ name: 'Memory', value: `${route.memoryMb} MB` }]),
          ...(integration && !spec.accessLog
            ? []
            : [{ name: 'Log kept', value: plural(spec.logRetentionDays, 'day') }]),
          ...(integration?.kind === 'http'
            ? []
            : [
                {
                  name: 'Execution role',
                  value: role.kind === 'create' ? 'made by Portico' : <RoleArn arn={role.arn} />,
                },
              ]),
          ...(version ? [{ name: 'Live version', value: version }] : []),
          ...(deployedBy ? [{ name: 'Deployed by', value: deployedBy }] : []),
        ]}
      />
      <section aria-label="Time" className="border-line border-t px-4 py-3">
        <TimeBudgets budgets={budgetsOf({ ...route, kind, streaming: isStreaming(route, spec) })} />
      </section>
      {access.kind === 'open' && (
        <div className="px-4 pb-4">
          <Note tone="warn" title="Open URL, no daily cap.">
            Whoever knows it{allowedIps.length > 0 && ', from one of these addresses,'} can send {throttle.rateLimit}{' '}
            requests a second.
          </Note>
        </div>
      )}
    </Card>
  )
}

const icons = { open: Globe, key: KeyRound, iam: LockKeyhole, cognito: LockKeyhole } satisfies Record<
  Access['kind'],
  typeof Globe
>

const poolFacts = ({ userPoolArn, scopes = [] }: Extract<Access, { kind: 'cognito' }>) => [
  { name: 'User pool', value: <span className="mono break-all">{userPoolArn.split('/').at(-1)}</span> },
  { name: 'Token', value: scopes.length > 0 ? <Lines lines={scopes} /> : 'identity token' },
]

const keyFacts = ({ rateLimit, burstLimit, quotaPerDay }: KeyAccess) => [
  { name: 'Each key', value: `${rateLimit} req/s, ${burstLimit}` },
  { name: 'Quota of a key', value: quotaPerDay === undefined ? 'none' : `${quotaPerDay.toLocaleString('en')} a day` },
]

const Origins = ({ origins }: { origins: string[] }) => (
  <Lines lines={origins.map((origin) => (origin === '*' ? 'any origin' : origin))} />
)

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

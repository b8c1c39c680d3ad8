import { Globe } from 'lucide-react'
import type { EndpointKind } from '@/lib/endpoints/types'
import { budgetsOf } from '@/lib/wiring/budgets'
import { isStreaming, type WiringSpec } from '@/lib/wiring/spec'
import { targetInWords } from '@/lib/wiring/target'
import { Card, CardHeader, Facts } from '../ui/card'
import { Note } from '../ui/note'
import { TimeBudgets } from '../wiring/time-budgets'

export interface AccessCardProps {
  spec: WiringSpec
  /** Of the endpoint that answers, where it can be read. */
  kind?: EndpointKind
  /** Who deployed it. */
  deployedBy?: string
  /** The live version's number. */
  version?: string
}

/** Who may call the public URL, how often, and what is behind it. */
export function AccessCard({ spec, kind = 'Real-time', deployedBy, version }: AccessCardProps) {
  const { throttle, contract, corsOrigins, role } = spec
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
                <Globe aria-hidden className="size-3.5 text-fg-3" />
                Open to anyone
              </span>
            ),
          },
          { name: 'Rate, burst', value: `${throttle.rateLimit} req/s, ${throttle.burstLimit}` },
          {
            name: 'CORS',
            value: corsOrigins.length > 0 ? <Origins origins={corsOrigins} /> : 'this console only',
          },
          { name: 'Query parameter', value: <span className="mono">{spec.queryParameter}</span> },
          { name: 'Columns', value: columns > 0 ? `${columns} described` : 'not described' },
          ...(spec.target ? [{ name: 'Target', value: targetInWords(spec.target) }] : []),
          { name: 'Memory', value: `${spec.memoryMb} MB` },
          { name: 'Log kept', value: `${spec.logRetentionDays} days` },
          { name: 'Execution role', value: role.kind === 'create' ? 'made by Portico' : <RoleArn arn={role.arn} /> },
          ...(version ? [{ name: 'Live version', value: version }] : []),
          ...(deployedBy ? [{ name: 'Deployed by', value: deployedBy }] : []),
        ]}
      />
      <section aria-label="Time" className="border-line border-t px-4 py-3">
        <TimeBudgets budgets={budgetsOf({ ...spec, kind, streaming: isStreaming(spec) })} />
      </section>
      <div className="px-4 pb-4">
        <Note tone="warn" title="Open URL, no daily cap.">
          Whoever knows it can send {throttle.rateLimit} requests a second.
        </Note>
      </div>
    </Card>
  )
}

function Origins({ origins }: { origins: string[] }) {
  return (
    <span className="mono grid break-all">
      {origins.map((origin) => (
        <span key={origin}>{origin === '*' ? 'any origin' : origin}</span>
      ))}
    </span>
  )
}

const RoleArn = ({ arn }: { arn: string }) => (
  <span title={arn} className="mono break-all">
    {arn.split('/').at(-1)}
  </span>
)

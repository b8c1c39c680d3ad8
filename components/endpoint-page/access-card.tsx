import { ChevronRight, Pencil } from 'lucide-react'
import { pluralWord } from '@/lib/plural'
import { budgetsOf } from '@/lib/spec/budgets'
import { isStreaming } from '@/lib/spec/route'
import type { EndpointKind } from '@/lib/spec/route-parts/endpoint'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader, Facts } from '../ui/card'
import { Note } from '../ui/state/note'
import { TimeBudgets } from '../wiring/time-budgets'
import { firstFacts, moreFacts } from './access-facts'

export interface AccessCardProps {
  spec: WiringSpec
  /** The kind of the endpoint that answers, if it can be read. */
  kind?: EndpointKind
  /** Who deployed it. */
  deployedBy?: string
  /** The live version's number. */
  version?: string
  /** The deploy sheet; absent if this person cannot change anything now. */
  changePath?: string
}

/** Who can call the public API and how often, in five rows; every other setting and the time limits are folded. */
export function AccessCard({ spec, kind = 'Real-time', deployedBy, version, changePath }: AccessCardProps) {
  const { throttle, access, allowedIps } = spec
  const route = onlyRoute(spec)
  const more = moreFacts(spec, kind)
  const changed = more.filter((one) => one.changed).length
  return (
    <Card aria-labelledby="access">
      <CardHeader id="access" title="Access and limits">
        {changePath && (
          <ButtonLink
            size="sm"
            variant="ghost"
            href={changePath}
            scroll={false}
            icon={<Pencil aria-hidden />}
            aria-label="Change access and limits"
          >
            Change
          </ButtonLink>
        )}
      </CardHeader>
      <Facts className="px-4 py-2.5" items={firstFacts(spec)} />
      {access.kind === 'open' && (
        <div className="px-4 pb-4">
          <Note tone="warn" title="Open URL, no daily cap.">
            Anyone who knows it{allowedIps.length > 0 && ', from one of these addresses,'} can send {throttle.rateLimit}{' '}
            {pluralWord(throttle.rateLimit, 'request')} a second.
          </Note>
        </div>
      )}
      <details className="group border-line border-t">
        <summary className="flex min-h-10 list-none items-center gap-2 px-4 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 text-fg-3 group-open:rotate-90" />
          {more.length} more {pluralWord(more.length, 'setting')}
          <span className="ml-auto font-normal text-12 text-fg-2">
            {changed > 0 ? `${changed} changed` : 'at their defaults'}
          </span>
        </summary>
        <Facts
          className="border-line border-t px-4 py-2.5"
          items={[
            ...more.map(({ name, value, changed: isChanged }) => ({
              name: isChanged ? <ChangedName name={name} /> : name,
              value,
            })),
            ...(version ? [{ name: 'Live version', value: version }] : []),
            ...(deployedBy ? [{ name: 'Deployed by', value: deployedBy }] : []),
          ]}
        />
        <section aria-label="Time" className="border-line border-t px-4 py-3">
          <TimeBudgets budgets={budgetsOf({ ...route, kind, streaming: isStreaming(route, spec) })} />
        </section>
      </details>
    </Card>
  )
}

const ChangedName = ({ name }: { name: string }) => (
  <span className="inline-flex items-center gap-1.5">
    <span aria-hidden className="size-1.5 rounded-full bg-accent" />
    {name}
    <span className="sr-only">, changed from the default</span>
  </span>
)

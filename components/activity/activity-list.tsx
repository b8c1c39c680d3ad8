'use client'

import { ChevronRight, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useId, useState } from 'react'
import { type Activity, activityDays, type Deed, type TrailCall } from '@/lib/activity/types'
import { formatMoment } from '@/lib/locale'
import { plural, pluralWord } from '@/lib/plural'
import { isUnwell, liveLine } from '@/lib/wiring/state/live-words'
import { Tag } from '../ui/badge'
import { Card, CardHeader } from '../ui/card'
import { cn } from '../ui/cn'
import { Select } from '../ui/form/select'
import { ScrollRegion } from '../ui/scroll-region'
import { EmptyState } from '../ui/state/empty-state'
import { RefreshButton } from '../ui/state/refresh-button'
import { RelativeTime } from '../ui/text/relative-time'

export interface ActivityListProps {
  activity: Activity
  /** In the region's list: the path of an endpoint's own activity. */
  endpointsPath?: string
}

const everyone = 'everyone'

/** Who did what, newest first; each deed opens to its calls. */
export function ActivityList({ activity, endpointsPath }: ActivityListProps) {
  const [person, setPerson] = useState(everyone)
  const { deeds, days, readBackTo } = activity
  const people = [...new Set(deeds.map((deed) => deed.person))].sort()
  const chosen = people.includes(person) ? person : everyone
  const shown = deeds.filter((deed) => chosen === everyone || deed.person === chosen)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <DayLinks days={days} />
        {people.length > 1 && (
          <Select
            aria-label="Person"
            size="sm"
            className="w-56"
            value={chosen}
            onValueChange={setPerson}
            options={[{ value: everyone, label: 'Everyone' }, ...people.map((value) => ({ value, label: value }))]}
          />
        )}
        <span className="ml-auto">
          <RefreshButton label="Refresh" />
        </span>
      </div>
      <Card aria-labelledby="activity">
        <CardHeader id="activity" title="Who did what" meta="CloudTrail shows a call about five minutes later" />
        {shown.length === 0 ? (
          <EmptyState title={`Nothing was changed in ${inWords(days)}`} className="min-h-60">
            Deploys, keys, share links and changes by hand stand here, each with the person’s name.
          </EmptyState>
        ) : (
          <ol>
            {shown.map((deed) => (
              <DeedRow key={deed.id} deed={deed} endpointsPath={endpointsPath} />
            ))}
          </ol>
        )}
        {readBackTo && (
          <p className="border-line border-t px-4 py-2.5 text-12 text-fg-2">
            The account is busy: changes were read back to {formatMoment(readBackTo)}. Earlier ones are in CloudTrail.
          </p>
        )}
      </Card>
    </div>
  )
}

const inWords = (days: number): string => pluralWord(days, 'the last day', `the last ${days} days`)

/** One line: who, what, on which endpoint, how, and when; a narrow screen has two. The calls open below it. */
function DeedRow({ deed, endpointsPath }: { deed: Deed; endpointsPath?: string }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const { person, role, vouched, viaPortico, title, live, endpointName, calls, to } = deed
  const denied = calls.filter((call) => /AccessDenied|Unauthorized/.test(call.error ?? '')).length
  const facts = [
    role ? `as ${role}` : undefined,
    viaPortico ? 'through Portico' : 'outside of Portico',
    plural(calls.length, 'call'),
  ].filter(Boolean)
  return (
    <li className="border-line border-t first:border-t-0">
      <div className="flex min-h-10 items-center gap-x-3 pr-4 hover:bg-hover max-md:flex-wrap max-md:pb-2">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-center gap-x-2 self-stretch py-1.5 pl-4 text-left max-md:flex-none max-md:basis-full max-md:flex-wrap max-md:pr-0"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-4 shrink-0 text-fg-3 transition-transform', open && 'rotate-90')}
          />
          <span className="shrink-0 font-medium max-md:min-w-0 max-md:shrink max-md:break-words">{person}</span>
          {vouched && (
            <span
              className="shrink-0"
              title="The session has this person as its source identity, which nobody in it can change."
            >
              <ShieldCheck aria-hidden className="size-3.5 text-ok-d" />
              <span className="sr-only">vouched for by AWS</span>
            </span>
          )}
          <span title={title} className="min-w-0 truncate max-md:whitespace-normal">
            {title}
          </span>
          {live && <Tag className={isUnwell(live) ? 'border-warn-l text-warn-f' : undefined}>{liveLine(live)}</Tag>}
          {denied > 0 && <Tag className="border-bad-l text-bad-f">{denied} denied</Tag>}
          <span title={facts.join(' · ')} className="min-w-0 truncate text-12 text-fg-2">
            {facts.join(' · ')}
          </span>
        </button>
        {endpointsPath && endpointName && (
          <Link
            title={endpointName}
            className="link inline-flex min-h-6 max-w-64 items-center font-mono text-12 max-md:ml-10"
            href={`${endpointsPath}/${endpointName}/activity`}
          >
            <span className="truncate">{endpointName}</span>
          </Link>
        )}
        <RelativeTime
          value={to}
          ago
          className="w-20 shrink-0 whitespace-nowrap text-right text-12 text-fg-2 max-md:ml-auto"
        />
      </div>
      <div id={id} hidden={!open}>
        {open && <Calls calls={calls} />}
      </div>
    </li>
  )
}

function Calls({ calls }: { calls: TrailCall[] }) {
  return (
    <ScrollRegion role="group" aria-label="Calls" className="overflow-x-auto border-line border-t bg-sunken px-4 py-2">
      <table className="w-full min-w-[860px] text-12">
        <thead className="text-left text-fg-3">
          <tr>
            {['Call', 'What', 'When', 'Request id'].map((name) => (
              <th key={name} scope="col" className="py-1 pr-4 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id} className="align-top">
              <td className="py-1 pr-4 font-mono">
                {call.service}:{call.name}
                {call.error && <span className="block text-bad-f">{call.error}</span>}
              </td>
              <td className="max-w-80 break-all py-1 pr-4 font-mono text-fg-2">{call.subject ?? ''}</td>
              <td className="whitespace-nowrap py-1 pr-4 text-fg-2 tabular-nums">{call.at.slice(11, 19)} UTC</td>
              <td className="whitespace-nowrap py-1 font-mono text-fg-2">{call.requestId ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function DayLinks({ days }: { days: number }) {
  const params = useSearchParams()
  const hrefOf = (one: number) => {
    const next = new URLSearchParams(params)
    next.set('days', String(one))
    return `?${next}`
  }
  return (
    <nav
      aria-label="Time"
      className="inline-flex max-w-full gap-0.5 overflow-x-auto rounded-ctl border border-line-2 bg-sunken p-0.5 [scrollbar-width:none]"
    >
      {activityDays.map((one) => (
        <Link
          key={one}
          href={hrefOf(one)}
          scroll={false}
          aria-current={one === days ? 'true' : undefined}
          className={cn(
            'flex h-[26px] items-center whitespace-nowrap rounded-chip px-2.5 font-medium text-12 text-fg-2 hover:text-fg max-md:h-9',
            'aria-[current]:bg-surface aria-[current]:text-fg aria-[current]:shadow-1 aria-[current]:ring-1 aria-[current]:ring-line-2',
          )}
        >
          {plural(one, 'day')}
        </Link>
      ))}
    </nav>
  )
}

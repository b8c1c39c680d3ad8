import { Globe, Layers, Server, ShieldCheck, Zap } from 'lucide-react'
import { Fragment } from 'react'
import type { EndpointStatus } from '@/lib/endpoints/types'
import { uncapitalized } from '@/lib/first-letter'
import type { Integration } from '@/lib/spec/route-parts/integration'
import { ArchBadge } from '../ui/arch'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { StatusBadge, statusLook } from '../ui/state/status'
import type { Tone } from '../ui/tone'
import { healthOf, worstOf } from './check-look'
import { Arrow, Column, type ColumnProps } from './column'
import { HealthBadge, healthLook } from './health'
import { resourceLook } from './resource-look'
import type { ResourceView } from './types'

export interface SchematicProps {
  state: 'none' | 'live' | 'incomplete'
  resources: ResourceView[]
  endpoint: { name: string; status?: EndpointStatus; capacity?: string }
  restApiId?: string
  /** `/prod/iris`. */
  publicPath?: string
  /** `50 req/s, burst 100`. */
  limits?: string
  /** Who gets an answer: `Open to anyone`. */
  callers?: string
  /** What stands behind the gateway if no function answers. */
  integration?: Integration
}

const absent = (
  <Badge tone="off" variant="bare">
    Not deployed
  </Badge>
)

/** The hops as columns in the order of a request; what a column holds decides its state. */
export function Schematic(props: SchematicProps) {
  const columns = columnsOf(props)
  const permission = props.resources.find((one) => one.type === 'invoke-permission')
  const words = arrowWords[columns.length] ?? []
  const arrows = words.map((word, index): { word: string; tone: Tone } => {
    const from = columns[index]
    // The function's own policy allows the gateway to invoke it.
    const allowed = permission ? healthLook[healthOf(permission)].tone : 'off'
    return { word, tone: columns[index + 1]?.kind === functionKind ? allowed : (from?.tone ?? 'off') }
  })
  return (
    <div className="px-4 pt-5 pb-3">
      <ol className={cn('grid items-stretch', tracks[columns.length])}>
        {columns.map((column, index) => (
          <Fragment key={column.kind}>
            <Column {...column} />
            {arrows[index] && <Arrow {...arrows[index]} />}
          </Fragment>
        ))}
      </ol>
      <div aria-hidden className="-mx-2 border-line-2 border-t" />
      <p className="pt-2 text-12 text-fg-2">
        A request goes from <span className="max-xl:hidden">left to right</span>
        <span className="xl:hidden">top to bottom</span>.
      </p>
    </div>
  )
}

const functionKind = 'Lambda'

/** Between the columns, by how many there are. */
const arrowWords: Record<number, string[]> = {
  3: ['serve', 'call'],
  4: ['serve', 'assume', 'invoke'],
  5: ['serve', 'invoke', 'assume', 'invoke'],
}

const tracks: Record<number, string> = {
  3: 'xl:grid-cols-[minmax(0,1fr)_56px_minmax(0,1fr)_56px_minmax(0,1fr)]',
  4: 'xl:grid-cols-[minmax(0,1fr)_56px_minmax(0,1fr)_56px_minmax(0,1fr)_56px_minmax(0,1fr)]',
  5: 'xl:grid-cols-[minmax(0,1fr)_56px_minmax(0,1fr)_56px_minmax(0,1fr)_56px_minmax(0,1fr)_56px_minmax(0,1fr)]',
}

function columnsOf({
  state,
  resources,
  endpoint,
  restApiId,
  publicPath,
  limits,
  callers,
  integration,
}: SchematicProps): ColumnProps[] {
  const of = (...types: ResourceView['type'][]) => resources.filter((one) => types.includes(one.type))
  /** A hop stands only where its first resource does; what else belongs to it can be there without it. */
  const hop = (main: ResourceView['type']): Pick<ColumnProps, 'tone' | 'state'> => {
    const stands = of(main).length > 0
    const all = resources.filter(({ type }) => resourceLook[type].hop === resourceLook[main].hop)
    const health = stands ? worstOf(all) : state === 'none' ? undefined : 'missing'
    return health
      ? { tone: healthLook[health].tone, state: <HealthBadge health={health} /> }
      : { tone: 'off', state: absent }
  }
  const [role] = of('iam-role')
  const [fn] = of('lambda-function')
  const model: ColumnProps = {
    icon: Server,
    kind: 'SageMaker endpoint',
    name: endpoint.name,
    fact: endpoint.capacity ?? 'gone',
    tone: endpoint.status ? statusLook[endpoint.status].tone : 'bad',
    state: endpoint.status ? <StatusBadge status={endpoint.status} variant="bare" /> : <HealthBadge health="missing" />,
  }
  const address: ColumnProps | undefined =
    integration?.kind === 'http'
      ? {
          icon: Server,
          kind: 'Your address',
          name: new URL(integration.url).host,
          fact: new URL(integration.url).pathname,
          tone: 'info',
          state: (
            <Badge tone="off" variant="bare">
              Not AWS’s
            </Badge>
          ),
        }
      : undefined
  const roleColumn: ColumnProps = {
    icon: ShieldCheck,
    kind: 'IAM role',
    name: role?.name ?? 'not made yet',
    fact: role?.fact ?? (integration ? 'allows the gateway to call' : 'allows the function to call'),
    ...hop('iam-role'),
  }
  const functionColumn: ColumnProps = {
    icon: Zap,
    kind: functionKind,
    name: fn?.name ?? 'not made yet',
    fact: fn?.fact ?? 'turns a request into a call',
    ...hop('lambda-function'),
  }
  return [
    {
      icon: Globe,
      kind: 'Invoke URL',
      name: publicPath ?? 'not made yet',
      fact: state === 'live' ? uncapitalized(callers ?? 'open to anyone') : 'nobody can call it',
      tone: state === 'live' ? 'ok' : state === 'incomplete' ? 'warn' : 'off',
      state: <ArchBadge state={state} variant="bare" />,
    },
    {
      icon: Layers,
      kind: 'API Gateway',
      name: restApiId ?? 'not made yet',
      fact: limits ?? 'throttles, answers browsers',
      ...hop('rest-api'),
    },
    ...(integration ? [] : [functionColumn]),
    ...(address ? [address] : [roleColumn, model]),
  ]
}

import type { Failure } from '@/lib/result'
import { ThemeToggle } from '../theme/theme-toggle'
import { ArchBadge, type ArchState } from '../ui/arch'
import { Badge, Tag } from '../ui/badge'
import { Button } from '../ui/button'
import { Card, CardBody, CardHeader, Facts } from '../ui/card'
import { Logo } from '../ui/logo'
import { PageHeader } from '../ui/page-header'
import { ScrollRegion } from '../ui/scroll-region'
import { EmptyState } from '../ui/state/empty-state'
import { ErrorState } from '../ui/state/error-state'
import { FailureNote } from '../ui/state/failure-note'
import { Note } from '../ui/state/note'
import { RefreshButton } from '../ui/state/refresh-button'
import { RetryButton } from '../ui/state/retry-button'
import { PageSkeleton, Skeleton } from '../ui/state/skeleton'
import { Spinner } from '../ui/state/spinner'
import { StatusBadge, statusLook } from '../ui/state/status'
import { Unread } from '../ui/state/unread'
import { Table, Td, Th } from '../ui/table'
import { LinkTabs } from '../ui/tabs'
import { CodeBlock } from '../ui/text/code-block'
import { Kbd } from '../ui/text/kbd'
import { RelativeTime } from '../ui/text/relative-time'
import { UrlBlock } from '../ui/text/url-block'
import { type Tone, toneClass } from '../ui/tone'
import { Controls } from './controls'
import { Part } from './part'

const url = 'https://k3x9q2hd7f.execute-api.us-east-1.amazonaws.com/prod/iris?data=5.1,3.5,1.4,0.2'
const archStates: ArchState[] = ['live', 'none', 'unpublished', 'drifted', 'incomplete', 'failing']
const tones = Object.keys(toneClass) as Tone[]
const statuses = Object.keys(statusLook) as (keyof typeof statusLook)[]
const noteTones = ['info', 'ok', 'warn', 'bad'] as const
const denied: Failure = {
  code: 'access-denied',
  message: 'AWS denies sagemaker:ListEndpoints.',
  cause: 'No policy of the role allows it.',
  remedy: 'Add this statement.\n{\n  "Effect": "Allow",\n  "Action": "sagemaker:ListEndpoints",\n  "Resource": "*"\n}',
  aws: { name: 'AccessDeniedException', message: 'User is not authorized', requestId: '3f2b6a1e' },
  denied: { action: 'sagemaker:ListEndpoints' },
}

/** Every primitive and its states in the theme that is chosen; the button at the top switches it. */
export function Gallery() {
  return (
    <main className="mx-auto grid max-w-[1180px] gap-6 p-6">
      <div className="flex items-center justify-between">
        <h1 className="flex items-center gap-2.5 font-semibold text-20">
          <Logo className="text-accent-fg" /> Primitives
        </h1>
        <ThemeToggle />
      </div>
      <div className="grid gap-8 md:grid-cols-2">
        <Controls />
        <Marks />
        <Places />
        <States />
      </div>
    </main>
  )
}

function Marks() {
  return (
    <>
      <Part name="scroll-region">
        <ScrollRegion aria-label="A long line" className="max-w-64 overflow-x-auto whitespace-nowrap">
          What is wider than its place is scrolled sideways, also by keyboard.
        </ScrollRegion>
      </Part>
      <Part name="badge, tone">
        <div className="flex flex-wrap gap-2">
          {tones.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <Tag>tag</Tag>
          <Tag mono>ml.m5.large</Tag>
        </div>
      </Part>
      <Part name="arch">
        <div className="flex flex-wrap gap-3">
          {archStates.map((state) => (
            <ArchBadge key={state} state={state} />
          ))}
          {archStates.map((state) => (
            <ArchBadge key={state} state={state} variant="bare" />
          ))}
        </div>
      </Part>
      <Part name="status">
        <div className="flex flex-wrap gap-3">
          {statuses.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </div>
      </Part>
      <Part name="kbd, relative-time, spinner">
        <p className="flex items-center gap-3">
          <Kbd>Ctrl K</Kbd> <RelativeTime value={new Date(Date.now() - 90_000).toISOString()} ago /> <Spinner />
        </p>
      </Part>
    </>
  )
}

function Places() {
  return (
    <>
      <Part name="page-header, tabs">
        <PageHeader
          title="iris-xgboost"
          mono
          parent={{ href: '#', label: 'Endpoints' }}
          badges={<StatusBadge status="InService" />}
          actions={<Button>Change</Button>}
        />
        <LinkTabs
          label="Pages"
          current="#a"
          items={[
            { href: '#a', label: 'Overview' },
            { href: '#b', label: 'Logs', count: 3, tone: 'bad' },
          ]}
        />
      </Part>
      <Part name="card, table">
        <Card aria-labelledby="card" className="w-full">
          <CardHeader id="card" title="Card" meta="updated 2 min ago">
            <Button size="sm">Edit</Button>
          </CardHeader>
          <CardBody>
            <Facts items={[{ name: 'Access', value: 'API key' }]} />
          </CardBody>
          <Table aria-label="Rows">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th className="text-right">Requests</Th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <Td>iris-xgboost</Td>
                <Td className="text-right">18,204</Td>
              </tr>
            </tbody>
          </Table>
        </Card>
      </Part>
      <Part name="code-block, url-block">
        <UrlBlock method="GET" url={url} />
        <div className="w-full">
          <CodeBlock boxed code={`curl '${url}'`} label="Call in curl" />
        </div>
      </Part>
    </>
  )
}

function States() {
  return (
    <>
      <Part name="note, failure-note, unread">
        {noteTones.map((tone) => (
          <Note key={tone} tone={tone} title={`A note, ${tone}`} action={<Button size="sm">Do it</Button>}>
            What happened, why, and what to do.
          </Note>
        ))}
        <FailureNote failure={denied} />
        <Unread failure={denied} what="Endpoints" />
      </Part>
      <Part name="error-state">
        <ErrorState error={denied} actions={<RetryButton />} />
      </Part>
      <Part name="empty-state, refresh-button, retry-button">
        <EmptyState title="No endpoints in us-east-1" actions={<RefreshButton label="Refresh" />}>
          Create one in SageMaker.
        </EmptyState>
      </Part>
      <Part name="skeleton">
        <Skeleton className="w-40" />
        <PageSkeleton label="Reading" heights={['h-10', 'h-20']} className="w-full" />
      </Part>
    </>
  )
}

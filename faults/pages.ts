/** Every page of the console, as HTML: the real page on the real loaders and SDK; only session and router are stood in for. */
import { createElement, type ReactNode } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import ActivityPage from '@/app/(console)/[account]/[region]/activity/page'
import ApisPage from '@/app/(console)/[account]/[region]/apis/page'
import DeployPage from '@/app/(console)/[account]/[region]/endpoints/[name]/(overview)/deploy/page'
import { Overview } from '@/app/(console)/[account]/[region]/endpoints/[name]/(overview)/overview'
import RemovePage from '@/app/(console)/[account]/[region]/endpoints/[name]/(overview)/remove/page'
import EndpointActivityPage from '@/app/(console)/[account]/[region]/endpoints/[name]/activity/page'
import LogsPage from '@/app/(console)/[account]/[region]/endpoints/[name]/logs/page'
import MetricsPage from '@/app/(console)/[account]/[region]/endpoints/[name]/metrics/page'
import PlaygroundPage from '@/app/(console)/[account]/[region]/endpoints/[name]/playground/page'
import TracePage from '@/app/(console)/[account]/[region]/endpoints/[name]/trace/page'
import { checkWiringAction, loadSummariesAction } from '@/app/(console)/[account]/[region]/endpoints/actions'
import EndpointsPage from '@/app/(console)/[account]/[region]/endpoints/page'
import OverviewPage from '@/app/(console)/[account]/[region]/overview/page'

export interface Where {
  account: string
  region: string
  name: string
}

async function html(page: ReactNode): Promise<string> {
  const { prelude } = await prerenderToNodeStream(page, { onError: () => {} })
  const chunks: Buffer[] = []
  for await (const chunk of prelude) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

interface Props {
  params: Promise<Where>
  searchParams: Promise<Record<string, never>>
}

const shown = (where: Where, page: (props: Props) => Promise<ReactNode>) =>
  html(createElement(page, { params: Promise.resolve(where), searchParams: Promise.resolve({}) }))

/** What each page shows, the sheets with the overview that they lie over, with what its rows read once they are seen. */
export const pages: Record<string, (where: Where) => Promise<string>> = {
  overview: (where) => shown(where, OverviewPage),
  endpoints: (where) => shown(where, EndpointsPage),
  'endpoints, rows': async ({ account, region, name }) =>
    JSON.stringify(await loadSummariesAction({ account, region, names: [name] })),
  'endpoints, checks': async ({ account, region, name }) =>
    JSON.stringify(await checkWiringAction({ account, region, endpointName: name })),
  apis: (where) => shown(where, ApisPage),
  activity: (where) => shown(where, ActivityPage),
  endpoint: (where) => html(createElement(Overview, where)),
  deploy: async (where) => (await html(createElement(Overview, where))) + JSON.stringify(await deployForm(where)),
  remove: async (where) => (await html(createElement(Overview, where))) + JSON.stringify(await removeForm(where)),
  playground: (where) => shown(where, PlaygroundPage),
  trace: (where) => shown(where, TracePage),
  metrics: (where) => shown(where, MetricsPage),
  logs: (where) => shown(where, LogsPage),
  'endpoint, activity': (where) => shown(where, EndpointActivityPage),
}

/** What the sheets are given: they are drawn in the browser alone. */
export const deployForm = async (where: Where) =>
  (await DeployPage({ params: Promise.resolve(where), searchParams: Promise.resolve({}) }))?.props
const removeForm = async (where: Where) =>
  (await RemovePage({ params: Promise.resolve(where), searchParams: Promise.resolve({}) }))?.props

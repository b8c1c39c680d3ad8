/** The tabs of an endpoint's page by the end of their path; the overview has none. */
export const tabs: Record<string, string> = {
  '': 'Overview',
  playground: 'Playground',
  trace: 'Trace',
  metrics: 'Metrics',
  logs: 'Logs',
  activity: 'Activity',
}

/** Names the endpoint of a page, and its tab: `/1234/us-east-1/endpoints/iris/playground`. */
export function endpointIn(path: string): { name: string; tab: string } | undefined {
  const [, , , section, name, tab = ''] = path.split('/')
  return section === 'endpoints' && name ? { name, tab: Object.hasOwn(tabs, tab) ? tab : '' } : undefined
}

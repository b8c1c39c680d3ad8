import { type EndpointParams, openEndpointPage } from '../read-endpoint'

/** The overview itself is the layout; here no sheet lies over it. */
export default async function OverviewPage({ params }: { params: Promise<EndpointParams> }) {
  const { account, region, name } = await params
  await openEndpointPage(account, region, name)
  return null
}

import { serverlessCapacity } from '@/lib/endpoints/serverless-capacity'
import type { EndpointDetail, VariantDetail } from '@/lib/endpoints/types'
import type { ProfileEvidence } from '@/lib/model/profile/stored-profile'
import { Card, CardHeader, Facts } from '../ui/card'
import { Unread } from '../ui/state/unread'
import { Table, Td, Th } from '../ui/table'
import { RelativeTime } from '../ui/text/relative-time'

/** What SageMaker runs behind the endpoint's name. */
export function ConfigurationCard({ endpoint, kept }: { endpoint: EndpointDetail; kept?: ProfileEvidence }) {
  const { unread } = endpoint
  return (
    <Card aria-labelledby="configuration">
      <CardHeader
        id="configuration"
        title="Configuration"
        meta={<span className="block truncate font-mono">{endpoint.configName || 'no configuration'}</span>}
      />
      {unread.config && (
        <Unread what="Kind, variants and data capture" failure={unread.config} className="px-4 py-2.5" />
      )}
      {unread.models && <Unread what="Containers" failure={unread.models} className="px-4 py-2.5" />}
      <Facts
        className="gap-x-8 px-4 py-2.5 xl:grid-cols-3 xl:[&>div]:justify-start xl:[&_dd]:text-left"
        items={[
          { name: 'Kind', value: unread.config ? 'not read' : endpoint.kind },
          { name: 'Changed', value: <RelativeTime value={endpoint.modifiedAt} ago /> },
          {
            name: 'Data capture',
            value: unread.config ? (
              'not read'
            ) : endpoint.dataCapture?.enabled ? (
              <span className="mono break-all">{endpoint.dataCapture.destination}</span>
            ) : (
              'Off'
            ),
          },
        ]}
      />
      {kept && (
        <p className="border-line border-t px-4 py-2.5 text-12 text-fg-2">
          {kept.line}
          {kept.stale && <span className="block text-warn-f">{kept.stale}</span>}
        </p>
      )}
      {endpoint.variants.length > 0 ? (
        <Variants variants={endpoint.variants} />
      ) : unread.config ? null : (
        <p className="border-line border-t px-4 py-3 text-fg-2">
          SageMaker has deleted the configuration that this endpoint was made from, so its variants are unknown.
        </p>
      )}
    </Card>
  )
}

function Variants({ variants }: { variants: VariantDetail[] }) {
  return (
    <Table className="border-line border-t max-md:block" aria-label="Production variants">
      <thead className="max-md:hidden">
        <tr>
          <Th>Production variant</Th>
          <Th>Container</Th>
          <Th>Capacity</Th>
          <Th className="text-right">Weight</Th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {variants.map((variant) => (
          <tr
            key={variant.name}
            className="max-md:grid max-md:grid-cols-2 max-md:gap-x-3 max-md:border-line max-md:border-t max-md:px-4 max-md:py-2.5"
          >
            <Td className={cell}>
              <span className="block font-medium font-mono text-12">{variant.name}</span>
              <span title={variant.modelName} className="block truncate font-mono text-12 text-fg-3">
                {variant.modelName ?? 'no model'}
              </span>
            </Td>
            <Td className={cell} title={variant.image}>
              {variant.container ?? 'unknown'}
            </Td>
            <Td className={cell}>
              <span className="font-mono text-12">{capacityOf(variant)}</span>
            </Td>
            <Td className={`${cell} md:text-right`}>
              <span className="text-12 text-fg-3 md:hidden">Weight </span>
              {variant.weight ?? 1}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const cell =
  'max-w-0 truncate py-2 max-md:h-auto max-md:max-w-none max-md:border-0 max-md:p-0 max-md:first:pl-0 max-md:last:pr-0'

function capacityOf({ serverless, instanceType, currentInstanceCount, desiredInstanceCount }: VariantDetail): string {
  if (serverless) return serverlessCapacity(serverless)
  const current = currentInstanceCount ?? desiredInstanceCount ?? 0
  const wanted =
    desiredInstanceCount !== undefined && desiredInstanceCount !== current ? ` of ${desiredInstanceCount}` : ''
  return `${instanceType ?? 'instance'} × ${current}${wanted}`
}

/** Prices of the instances behind endpoints, for the page of one endpoint and the region dashboard alike. */
import type { AwsClients } from '../aws/client/create-clients'
import { type Price, readPrices } from '../aws/price-list'
import { priceListPlace } from '../aws/price-list-place'
import type { VariantDetail } from '../endpoints/types'
import type { PricedVariant, Prices } from './cost-of'

/**
 * Counts the instances that DescribeEndpoint names as running. It names none while an endpoint is Creating or after its
 * creation failed, and SageMaker bills none then, whatever the configuration requests.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantSummary.html
 */
export const pricedVariant = (variant: VariantDetail): PricedVariant => ({
  instanceType: variant.serverless ? undefined : variant.instanceType,
  instanceCount: variant.currentInstanceCount ?? 0,
  desiredCount: variant.desiredInstanceCount,
  serverlessGb: variant.serverless && variant.serverless.memoryMb / 1024,
  provisionedConcurrency: variant.serverless?.provisionedConcurrency,
})

export type VariantPrices = Pick<
  Prices,
  'currency' | 'instanceHour' | 'serverlessSecond' | 'provisionedSecond' | 'provisionedCallSecond'
>

/** Reads only the prices that the variants need. Throws AWS's errors, and a Refusal where there is no price list. */
export async function variantPrices(
  { pricing }: Pick<AwsClients, 'pricing'>,
  regionCode: string,
  variants: VariantDetail[],
  /** Reads serverless prices too if no variant is serverless, for a comparison. */
  { comparing = false } = {},
): Promise<VariantPrices> {
  const types = new Set(variants.flatMap(({ serverless, instanceType }) => (serverless ? [] : (instanceType ?? []))))
  const isServerless = comparing || variants.some(({ serverless }) => serverless)
  const [priced, serverless] = await Promise.all([
    Promise.all(
      [...types].map(async (instanceName): Promise<[string, number][]> => {
        const prices = await readPrices(pricing, 'AmazonSageMaker', { regionCode, instanceName, component: 'Hosting' })
        const amount = prices.find(({ unit }) => unit === 'Hrs')?.amount
        return amount === undefined ? [] : [[instanceName, amount]]
      }),
    ),
    isServerless ? readPrices(pricing, 'AmazonSageMaker', { regionCode, productFamily: 'ML Serverless' }) : [],
  ])
  return {
    currency: priceListPlace(regionCode)?.currency ?? 'USD',
    instanceHour: Object.fromEntries(priced.flat()),
    serverlessSecond: byMemory(serverless, 'ServerlessInf:Mem-'),
    provisionedSecond: byMemory(serverless, 'ProvisionedConcurrency:Usage-'),
    provisionedCallSecond: byMemory(serverless, 'ProvisionedConcurrency:Mem-'),
  }
}

/** `USE1-ServerlessInf:Mem-2GB` is the usage type of 2 GB. */
function byMemory(prices: Price[], kind: string): Record<number, number> {
  return Object.fromEntries(
    prices.flatMap(({ attributes, amount }) => {
      const [, size] = (attributes.usagetype ?? '').split(kind)
      const gb = size?.match(/^(\d+)GB$/)?.[1]
      return gb && amount !== undefined ? [[Number(gb), amount]] : []
    }),
  )
}

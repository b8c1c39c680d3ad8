/** Prices of the instances behind endpoints, for the page of one endpoint and the overview of a region alike. */
import type { AwsClients } from '../aws/create-clients'
import { readPrices } from '../aws/price-list'
import type { VariantDetail } from '../endpoints/types'
import type { PricedVariant, Prices } from './cost-of'

/**
 * Counts the instances that DescribeEndpoint names as running. It names none while an endpoint is Creating or after its
 * creation failed, and SageMaker bills none then, whatever the configuration asks for.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantSummary.html
 */
export const pricedVariant = (variant: VariantDetail): PricedVariant => ({
  instanceType: variant.serverless ? undefined : variant.instanceType,
  instanceCount: variant.currentInstanceCount ?? 0,
  desiredCount: variant.desiredInstanceCount,
  serverlessGb: variant.serverless && variant.serverless.memoryMb / 1024,
})

/** Throws AWS's errors. */
export async function instancePrices(
  { pricing }: Pick<AwsClients, 'pricing'>,
  regionCode: string,
  variants: VariantDetail[],
): Promise<Prices['instanceHour']> {
  const types = new Set(variants.flatMap(({ serverless, instanceType }) => (serverless ? [] : (instanceType ?? []))))
  const priced = await Promise.all(
    [...types].map(async (instanceName): Promise<[string, number][]> => {
      const prices = await readPrices(pricing, 'AmazonSageMaker', { regionCode, instanceName, component: 'Hosting' })
      const usd = prices.find(({ unit }) => unit === 'Hrs')?.tiers[0]?.usd
      return usd === undefined ? [] : [[instanceName, usd]]
    }),
  )
  return Object.fromEntries(priced.flat())
}

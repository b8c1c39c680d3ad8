/** What an endpoint costs whoever leaves it open to anyone, as far as it decides with which access a first deploy starts. */
import type { AwsClients } from '../aws/client/create-clients'
import type { ConsoleContext } from '../console/context'
import type { VariantDetail } from '../endpoints/types'
import { isExpected } from '../errors'
import { inputOf } from '../model/contract/contract'
import { kindNames } from '../model/profile/readings'
import { type Exposure, startingAccess, startingTags, withAccess } from '../spec/guarded'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { costOf } from './cost-of'
import { pricedVariant, variantPrices } from './variant-prices'

const noTraffic = { days: 1, predictions: 0, requests: 0, ownPredictions: 0, ownRuns: 0 }

/** The spec with the access that its first deploy starts with, and why. */
export async function withStartingAccess(
  { clients, target, guardRails }: Pick<ConsoleContext, 'clients' | 'target' | 'guardRails'>,
  spec: WiringSpec,
  model: { variants: VariantDetail[]; unsure: boolean },
): Promise<{ spec: WiringSpec; reason: string }> {
  const start = startingAccess(await readExposure(clients, target.region, model, spec), spec, guardRails)
  const tags = startingTags(guardRails)
  return { spec: { ...withAccess(spec, start), ...(tags ? { tags } : {}) }, reason: start.reason }
}

/** A price that cannot be read, or that is in another currency than US dollars, is not known. */
async function readExposure(
  clients: Pick<AwsClients, 'pricing'>,
  region: string,
  { variants, unsure }: { variants: VariantDetail[]; unsure: boolean },
  spec: WiringSpec,
): Promise<Exposure> {
  const input = inputOf(onlyRoute(spec).contract)
  const onInstances =
    variants.length > 0 && variants.every(({ instanceType, serverless }) => instanceType && !serverless)
  const takes = input.kind === 'rows' ? undefined : kindNames[input.kind]
  // Whatever they cost, callers will need a key.
  if (takes || unsure || !onInstances) return { takes, unsure, onInstances }
  return { onInstances, hour: await hourIn(clients, region, variants) }
}

async function hourIn(
  clients: Pick<AwsClients, 'pricing'>,
  region: string,
  variants: VariantDetail[],
): Promise<number | undefined> {
  try {
    const prices = await variantPrices(clients, region, variants)
    if (prices.currency !== 'USD') return undefined
    const { hour, hourAsConfigured } = costOf({ variants: variants.map(pricedVariant) }, prices, noTraffic)
    return hourAsConfigured ?? hour
  } catch (error) {
    if (!isExpected(error)) throw error
    return undefined
  }
}

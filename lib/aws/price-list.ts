/** On-demand prices out of AWS's price list. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html */
import { type PricingClient, paginateGetProducts } from '@aws-sdk/client-pricing'
import { Refusal } from '../errors/facts'
import { partitionOf } from './partition'
import { type Currency, priceListPlace } from './price-list-place'

/** Holds one on-demand price with the attributes of its product. */
export interface Price {
  attributes: Record<string, string>
  /** `Hrs`, `Requests`, `seconds`, `Lambda-GB-Second`. */
  unit: string
  /** In the currency of the region's price list; undefined if the list has no price in it. */
  amount?: number
}

interface Written {
  product?: { attributes?: Record<string, string> }
  terms?: {
    OnDemand?: Record<
      string,
      {
        priceDimensions?: Record<
          string,
          { unit?: string; beginRange?: string; pricePerUnit?: Partial<Record<Currency, string>> }
        >
      }
    >
  }
}

type Attributes = Record<string, string> & { regionCode: string }

const keptMs = 12 * 3_600_000
const kept = new Map<string, { at: number; prices: Price[] }>()
/** Reads under way, by client: one role's refusal is not another's. */
const pendingBy = new WeakMap<PricingClient, Map<string, Promise<Price[]>>>()

/**
 * Prices are the same for everyone and change rarely, so what was read is kept for half a day. Throws AWS's errors, and a
 * Refusal in a partition that has no price list.
 */
export async function readPrices(client: PricingClient, serviceCode: string, attributes: Attributes): Promise<Price[]> {
  const key = JSON.stringify([serviceCode, attributes])
  const known = kept.get(key)
  if (known && Date.now() - known.at < keptMs) return known.prices
  const pending = pendingBy.get(client) ?? new Map<string, Promise<Price[]>>()
  pendingBy.set(client, pending)
  const reading = pending.get(key) ?? read(client, serviceCode, attributes)
  pending.set(key, reading)
  try {
    const prices = await reading
    kept.set(key, { at: Date.now(), prices })
    return prices
  } finally {
    pending.delete(key)
  }
}

async function read(client: PricingClient, serviceCode: string, attributes: Attributes): Promise<Price[]> {
  const { currency } = priceListPlace(attributes.regionCode) ?? refuse(attributes.regionCode)
  const prices: Price[] = []
  const filters = Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }))
  for await (const page of paginateGetProducts({ client }, { ServiceCode: serviceCode, Filters: filters })) {
    prices.push(
      ...(page.PriceList ?? []).map((text: unknown) => priceOf(JSON.parse(String(text)) as Written, currency)),
    )
  }
  return prices
}

function refuse(region: string): never {
  const { name: partition } = partitionOf(region)
  const name = partition === 'aws-us-gov' ? 'AWS GovCloud (US)' : `the partition ${partition}`
  throw new Refusal({
    code: 'no-price-list',
    message: `Prices cannot be read in ${name}.`,
    cause: 'AWS publishes no price list there, and its credentials cannot call the one of another partition.',
    remedy: 'Look up the price on the pricing pages of AWS.',
  })
}

function priceOf({ product, terms }: Written, currency: Currency): Price {
  const [term] = Object.values(terms?.OnDemand ?? {})
  const dimensions = Object.values(term?.priceDimensions ?? {})
  const tiers = dimensions
    .map(({ beginRange, pricePerUnit }) => ({
      from: Number(beginRange ?? 0),
      amount: Number(pricePerUnit?.[currency]),
    }))
    .sort((a, b) => a.from - b.from)
  return {
    attributes: product?.attributes ?? {},
    unit: dimensions[0]?.unit ?? '',
    // The first units of some products are a free tier that ends after two months, written as a tier at 0.
    // https://aws.amazon.com/sagemaker/ai/pricing/
    amount: tiers.find(({ amount }) => amount > 0)?.amount,
  }
}

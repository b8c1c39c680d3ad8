/** On-demand prices out of AWS's price list. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html */
import { type PricingClient, paginateGetProducts } from '@aws-sdk/client-pricing'

export interface Price {
  attributes: Record<string, string>
  /** `Hrs`, `Requests`, `seconds`, `Lambda-GB-Second`. */
  unit: string
  /** US dollars a unit, from so many units a month on; the first is for everyone. */
  tiers: { from: number; usd: number }[]
}

interface Written {
  product?: { attributes?: Record<string, string> }
  terms?: {
    OnDemand?: Record<
      string,
      { priceDimensions?: Record<string, { unit?: string; beginRange?: string; pricePerUnit?: { USD?: string } }> }
    >
  }
}

const keptMs = 12 * 3_600_000
const kept = new Map<string, { at: number; prices: Price[] }>()
/** Reads under way, by client: one role's refusal is not another's. */
const pendingBy = new WeakMap<PricingClient, Map<string, Promise<Price[]>>>()

/** Prices are the same for everyone and change rarely, so what was read is kept for half a day. Throws AWS's errors. */
export async function readPrices(
  client: PricingClient,
  serviceCode: string,
  attributes: Record<string, string>,
): Promise<Price[]> {
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

async function read(client: PricingClient, serviceCode: string, attributes: Record<string, string>): Promise<Price[]> {
  const prices: Price[] = []
  const filters = Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }))
  for await (const page of paginateGetProducts({ client }, { ServiceCode: serviceCode, Filters: filters })) {
    prices.push(...(page.PriceList ?? []).map((text: unknown) => priceOf(JSON.parse(String(text)) as Written)))
  }
  return prices
}

function priceOf({ product, terms }: Written): Price {
  const [term] = Object.values(terms?.OnDemand ?? {})
  const dimensions = Object.values(term?.priceDimensions ?? {})
  return {
    attributes: product?.attributes ?? {},
    unit: dimensions[0]?.unit ?? '',
    tiers: dimensions
      .map(({ beginRange, pricePerUnit }) => ({ from: Number(beginRange ?? 0), usd: Number(pricePerUnit?.USD ?? 0) }))
      .sort((a, b) => a.from - b.from),
  }
}

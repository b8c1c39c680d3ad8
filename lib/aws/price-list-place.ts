/** Says where the price list of a region can be read, and in which currency it is. Pure. */
import { partitionOf } from './partition'

/** Is the currency of a partition's price list. */
export type Currency = 'USD' | 'CNY'

/** Says where the price list of a partition is read, and in which currency. */
export interface PriceListPlace {
  /** The region whose endpoint has the list. */
  region: string
  currency: Currency
}

/**
 * Credentials work in their own partition alone, and a price list exists in two: everywhere else the answer is undefined.
 * https://docs.aws.amazon.com/general/latest/gr/billing.html and https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Ningxia.html
 */
const places: Record<string, PriceListPlace> = {
  aws: { region: 'us-east-1', currency: 'USD' },
  'aws-cn': { region: 'cn-northwest-1', currency: 'CNY' },
}

/** Returns where prices of a region are read. Undefined in a partition that publishes none. */
export const priceListPlace = (region: string): PriceListPlace | undefined => places[partitionOf(region).name]

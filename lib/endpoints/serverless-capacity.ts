import type { VariantDetail } from './types'

/** `2 GB, max 10, 2 kept warm`. */
export function serverlessCapacity(serverless: NonNullable<VariantDetail['serverless']>): string {
  const { memoryMb, maxConcurrency, provisionedConcurrency = 0 } = serverless
  const warm = provisionedConcurrency > 0 ? `, ${provisionedConcurrency} kept warm` : ''
  return `${memoryMb / 1024} GB, max ${maxConcurrency}${warm}`
}

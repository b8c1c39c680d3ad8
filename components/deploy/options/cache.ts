import { typedNumber } from '../values/typed-number'
import type { OptionForm } from './option-form'

export interface CacheValues {
  cached: boolean
  cacheSize: string
  cacheSeconds: string
}

export const cacheForm: OptionForm<'cache', CacheValues> = {
  valuesOf: (cache) => ({
    cached: cache !== undefined,
    cacheSize: cache?.sizeGb ?? '0.5',
    cacheSeconds: String(cache?.ttlSeconds ?? 300),
  }),
  // What is not offered is not requested.
  fieldOf: ({ cached, cacheSize, cacheSeconds, integrationKind }) =>
    cached && integrationKind === 'direct' ? { sizeGb: cacheSize, ttlSeconds: typedNumber(cacheSeconds) } : undefined,
  problemAt: { 'cache.sizeGb': 'cacheSize', 'cache.ttlSeconds': 'cacheSeconds', cache: 'cached' },
}

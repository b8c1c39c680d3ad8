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
  setting: {
    group: 'Request and response',
    label: 'Keep answers at the gateway',
    property: 'CacheClusterEnabled, CacheTtlInSeconds',
    line: 'The same row is answered again without a call of the model; AWS bills the cache by the hour',
    help: {
      section: 'cache',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
    },
    control: { tick: 'cached' },
    words: ({ cached, cacheSize, cacheSeconds }) => (cached ? `${cacheSize} GB, ${cacheSeconds} s` : 'off'),
    applies: ({ values }) => values.integrationKind === 'direct',
  },
}

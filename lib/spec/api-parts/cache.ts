/**
 * The stage's cache, as a person chose it: answers to the same row are given again for a while, without a call of the model.
 * Pure. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
import { z } from 'zod'
import type { RequestShape } from '../../model/requests/request-shape'
import type { ApiOption } from '../option'
import type { Integration } from '../route-parts/integration'

/** GB, as CreateStage names them. */
export const cacheSizes = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'] as const

const cacheSchema = z.object({
  sizeGb: z.enum(cacheSizes),
  ttlSeconds: z.int('A whole number of seconds').min(1, 'At least 1 s').max(3_600, 'At most 3,600 s'),
})

export type StageCache = z.infer<typeof cacheSchema>

interface Chosen {
  cache?: StageCache
  integration?: Integration
  request: RequestShape
}

/** Only where the row in the URL is all that the answer depends on. */
export function cacheProblems({ cache, integration, request }: Chosen): { path: ['cache']; message: string }[] {
  if (!cache) return []
  const message =
    integration?.kind !== 'direct'
      ? 'Cached are only answers that come from SageMaker directly: those of a function depend on more than the row'
      : request.methods !== 'get'
        ? 'Choose GET only: a body is no part of what the cache goes by, so one caller would get another’s answer'
        : undefined
  return message ? [{ path: ['cache'], message }] : []
}

export const cacheOption = {
  title: 'Answers kept',
  schema: cacheSchema,
  inWords: (cache: StageCache | undefined) => (cache ? `${cache.sizeGb} GB, ${cache.ttlSeconds} s` : 'off'),
} satisfies ApiOption<typeof cacheSchema>

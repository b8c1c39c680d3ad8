import type { TaggedResource, World } from '../../kernel/types'
import { sagemakerState } from './state'

export const listTaggedResources = (world: World, accountId: string, region: string): TaggedResource[] =>
  [...sagemakerState(world, { accountId, region }).tags].map(([arn, tags]) => ({ arn, tags }))

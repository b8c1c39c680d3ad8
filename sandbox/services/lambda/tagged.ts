import type { TaggedResource, World } from '../../kernel/types'
import { lambdaState } from './state'

export const listTaggedResources = (world: World, accountId: string, region: string): TaggedResource[] =>
  [...lambdaState(world, { accountId, region }).functions.values()].map(({ arn, tags }) => ({ arn, tags }))

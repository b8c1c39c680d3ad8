/** Tags of models, endpoint configs and endpoints, by ARN. */
import type { Call, Operation } from '../../kernel/types'
import { stateOf } from './state'
import { checkTags, validation } from './validate'

function tagsOf(arn: unknown, call: Call): Record<string, string> {
  const tags = stateOf(call).tags.get(String(arn))
  if (!tags) throw validation(`Could not find resource "${arn}".`)
  return tags
}

const asList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

export const tagOperations: Record<string, Operation> = {
  AddTags: (input, call) => {
    const all = { ...tagsOf(input.ResourceArn, call), ...checkTags(input.Tags) }
    stateOf(call).tags.set(input.ResourceArn, all)
    return { Tags: asList(all) }
  },
  ListTags: (input, call) => {
    const all = asList(tagsOf(input.ResourceArn, call))
    const start = Number(input.NextToken ?? 0)
    if (!Number.isInteger(start)) throw validation('Invalid pagination token')
    const end = start + (input.MaxResults ?? 50)
    return { Tags: all.slice(start, end), ...(end < all.length ? { NextToken: String(end) } : {}) }
  },
  DeleteTags: (input, call) => {
    const gone = new Set<string>(input.TagKeys ?? [])
    const left = Object.entries(tagsOf(input.ResourceArn, call)).filter(([key]) => !gone.has(key))
    stateOf(call).tags.set(input.ResourceArn, Object.fromEntries(left))
    return {}
  },
}

/** The filters of the endpoint list beside its status, as the URL has them and as people read them. Pure. */
import type { ListParams } from './use-list-url'

export const stateOptions = [
  { value: 'live', label: 'Live' },
  { value: 'incomplete', label: 'Incomplete' },
  { value: 'none', label: 'Not deployed' },
]
export const accessOptions = [
  { value: 'open', label: 'Anyone' },
  { value: 'key', label: 'API key' },
  { value: 'iam', label: 'AWS credentials' },
  { value: 'cognito', label: 'User pool' },
]
export const ageOptions = [
  { value: '1d', label: 'In the last day' },
  { value: '7d', label: 'In the last 7 days' },
  { value: '30d', label: 'In the last 30 days' },
  { value: 'older-30d', label: 'More than 30 days ago' },
  { value: 'older-90d', label: 'More than 90 days ago' },
]

export interface ListFilters {
  state?: string
  access?: string
  container?: string
  tag: string[]
  cost?: string
  created?: string
  modified?: string
}

export const filtersIn = (params: URLSearchParams): ListFilters => {
  const one = (key: string) => params.get(key)?.trim() || undefined
  return {
    state: one('state'),
    access: one('access'),
    container: one('container'),
    tag: params.getAll('tag').filter((tag) => tag.trim() !== ''),
    cost: one('cost'),
    created: one('created'),
    modified: one('modified'),
  }
}

interface Chip {
  label: string
  /** The change of the URL that takes it off. */
  off: ListParams
}

const labelIn = (options: { value: string; label: string }[], value: string) =>
  options.find((option) => option.value === value)?.label

/** `7d` that no option has: `In the last 7 days`. */
function ageInWords(value: string): string | undefined {
  const [, older, days] = /^(older-)?(\d{1,4})d$/.exec(value) ?? []
  if (days === undefined) return undefined
  return older ? `more than ${days} days ago` : `in the last ${days === '1' ? 'day' : `${days} days`}`
}

/** One for each filter that is on; what means nothing is none. */
export function chipsOf({ state, access, container, tag, cost, created, modified }: ListFilters): Chip[] {
  const chip = (label: string | undefined, off: ListParams): Chip[] => (label === undefined ? [] : [{ label, off }])
  const prefixed = (prefix: string, label: string | undefined) => label && `${prefix}${label}`
  return [
    ...chip(state && prefixed('Public API: ', labelIn(stateOptions, state)), { state: undefined }),
    ...chip(access && prefixed('Access: ', labelIn(accessOptions, access)), { access: undefined }),
    ...chip(container && `Container: ${container}`, { container: undefined }),
    ...tag.flatMap((one) => chip(`Tag: ${one}`, { tag: tag.filter((other) => other !== one) })),
    ...chip(cost && /^\d{1,6}(\.\d{1,4})?$/.test(cost) ? `At least ${cost} an hour` : undefined, { cost: undefined }),
    ...chip(created && prefixed('Created ', ageInWords(created)), { created: undefined }),
    ...chip(modified && prefixed('Modified ', ageInWords(modified)), { modified: undefined }),
  ]
}

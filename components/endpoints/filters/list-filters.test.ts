import { expect, it } from 'vitest'
import { chipsOf, filtersIn } from './list-filters'
import { viewsIn, withView } from './saved-views'

const chips = (query: string) => chipsOf(filtersIn(new URLSearchParams(query)))

it('names each filter that is on, and what takes it off', () => {
  const found = chips('state=live&tag=team:fraud&tag=stage&cost=0.5&created=older-90d&container=xgb&access=key')
  expect(found.map(({ label }) => label)).toEqual([
    'Public API: Live',
    'Access: API key',
    'Container: xgb',
    'Tag: team:fraud',
    'Tag: stage',
    'At least 0.5 an hour',
    'Created more than 90 days ago',
  ])
  expect(found[3]?.off).toEqual({ tag: ['stage'] })
})

it('has none for what means nothing', () => {
  expect(chips('state=open&access=all&cost=1e9&created=soon&tag=%20&modified=')).toEqual([])
})

it('reads stored views, and nothing from text that is none of ours', () => {
  const view = { name: 'Live', query: 'state=live' }
  expect(viewsIn(JSON.stringify([view, { name: 1 }, null]))).toEqual([view])
  for (const text of [undefined, '', '{', 'null', '"x"', '{}']) expect(viewsIn(text)).toEqual([])
  const renewed = { ...view, query: 'state=none' }
  expect(withView([view, { name: 'Dear', query: '' }], renewed)[0]).toEqual(renewed)
  expect(withView([view], renewed)).toHaveLength(1)
})

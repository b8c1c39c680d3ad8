import { describe, expect, it } from 'vitest'
import { callerSnippets } from './caller-snippets'
import { postmanCollection } from './postman'
import { describedUrl, describedUrls } from './testing'

interface Read {
  item: [
    {
      request: {
        method: string
        header: object[]
        auth: { type: string } & Record<string, unknown>
        url: { raw: string; query?: { key: string; value: string }[] }
        body?: { mode: string; raw?: string }
      }
    },
  ]
  variable: { key: string; value: string }[]
}
const read = (url = describedUrl()): Read => JSON.parse(JSON.stringify(postmanCollection(url)))

it.each(describedUrls)('calls %s at its address, with the value of no secret', (_, url) => {
  const { item, variable } = read(url)
  const { raw, query = [] } = item[0].request.url
  expect(variable[0]).toEqual({ key: 'baseUrl', value: url.invokeUrl, type: 'string' })
  for (const { value } of variable.slice(1)) expect(value).toBe('')
  const written = query.map(({ key, value }) => `${key}=${value}`).join('&')
  expect(raw).toBe(`{{baseUrl}}${written ? `?${written}` : ''}`)
  // What Postman fills in is there.
  const used = [...JSON.stringify(item).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
  expect(new Set(used)).toEqual(new Set(variable.map(({ key }) => key)))
})

it('sends the row of the snippets, a plus encoded', () => {
  const url = describedUrl({ contract: { features: [] }, sampleRow: '1e+5,a b&c=d' })
  expect(read(url).item[0].request.url.query).toEqual([{ key: 'data', value: '1e%2B5%2Ca%20b%26c%3Dd' }])
  expect(callerSnippets(url, url.sampleRow ?? '').curl).toContain('1e%2B5')
})

describe('the access', () => {
  const of = (needs: ReturnType<typeof describedUrl>['needs']) => read(describedUrl({ needs })).item[0].request.auth
  it.each<[ReturnType<typeof describedUrl>['needs'], string, string]>([
    [{ kind: 'open' }, 'noauth', ''],
    [{ kind: 'key' }, 'apikey', 'x-api-key'],
    [{ kind: 'key', header: 'both' }, 'bearer', '{{apiKey}}'],
    [{ kind: 'iam' }, 'awsv4', 'execute-api'],
    [{ kind: 'cognito' }, 'apikey', '{{token}}'],
  ])('of %o is %s', (needs, type, part) => {
    expect(of(needs).type).toBe(type)
    expect(JSON.stringify(of(needs))).toContain(part)
  })
})

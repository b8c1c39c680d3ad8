import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { type LinkRecord, readLinks, tagKeysOf, tagsOf } from './record'

const record: LinkRecord = {
  id: 'a1b2c3d4e5f60718',
  title: 'What’s this flower? (Iris, “setosa” & others)',
  expiresAt: new Date('2026-12-31T00:00:00.000Z'),
  description: 'Four measurements, one species — für Anfänger; 花.',
  examples: [{ name: 'Small, wild', value: '5.1,3.5,1.4,0.2' }],
  bounded: true,
  embedOrigins: ['https://www.acme.dev'],
  key: { id: 'abcde12345', dailyCap: 1000 },
}

it('comes back from its tags as it was, whatever signs are in it', () => {
  const tags = tagsOf(record) ?? {}
  for (const [key, value] of Object.entries(tags)) {
    // What AWS allows: https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html
    expect(key).toMatch(/^[a-zA-Z+-=._:/]{1,128}$/)
    expect(value).toMatch(/^[a-zA-Z+-=._:/]{0,256}$/)
  }
  expect(tags[`portico:share:${record.id}`]).toBe(
    '2026-12-31T00:00:00.000Z/What=E2=80=99s=20this=20flower=3F=20=28Iris=2C=20=E2=80=9Csetosa=E2=80=9D=20=26=20others=29',
  )
  expect(readLinks({ 'portico:managed': 'true', ...tags })).toEqual([record])
})

it('takes several tags where it is long, and says where it does not fit', () => {
  // Deflate finds nothing to shorten in it.
  const noise = (length: number) =>
    Array.from({ length: Math.ceil(length / 44) }, (_, index) =>
      createHash('sha256').update(String(index)).digest('base64'),
    )
      .join('')
      .slice(0, length)
  const long = { ...record, description: noise(300) }
  const tags = tagsOf(long) ?? {}
  expect(Object.keys(tags).length).toBeGreaterThan(2)
  expect(readLinks(tags)).toEqual([long])
  expect(tagsOf({ ...long, examples: [{ name: 'Long', value: noise(5_000) }] })).toBeUndefined()
})

it('is still a link where somebody spoilt its details by hand', () => {
  const tags = tagsOf(record) ?? {}
  expect(readLinks({ ...tags, [`portico:share:${record.id}:1`]: 'spoilt' })).toEqual([
    {
      id: record.id,
      title: record.title,
      expiresAt: record.expiresAt,
      bounded: true,
      embedOrigins: [],
    },
  ])
  expect(readLinks({ 'portico:share:abcdef12': '2026-12-31T00:00:00.000Z Iris für alle' })).toMatchObject([
    { title: 'Iris für alle', expiresAt: record.expiresAt },
  ])
  expect(readLinks({ 'portico:share:abcdef12': 'soon' })).toEqual([])
})

it('knows all of its tags and no other link’s', () => {
  const other = tagsOf({ ...record, id: 'a1b2c3d4e5f6071800' }) ?? {}
  const tags = { ...tagsOf(record), ...other }
  expect(tagKeysOf(tags, record.id)).toEqual(Object.keys(tagsOf(record) ?? {}))
})

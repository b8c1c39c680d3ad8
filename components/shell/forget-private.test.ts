import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { forgetPrivate, isPrivate } from './forget-private'

afterEach(() => vi.unstubAllGlobals())

/** What each key of the browser's storage holds: a setting stays, everything else goes with the person. */
const keys: Record<string, 'stays' | 'goes'> = {
  'portico-theme': 'stays',
  'portico-keys': 'stays',
  'portico:as-i-type': 'stays',
  'portico:batch-row-limit': 'stays',
  'portico-views:': 'stays',
  'portico-recent:': 'goes',
  'portico-page-before:': 'goes',
  'portico:features:': 'goes',
  'portico:events:': 'goes',
  // A database, of which both stores are cleared.
  'portico-history': 'goes',
}

it('knows every key that components store under', () => {
  const components = join(import.meta.dirname, '..')
  const files = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.endsWith('forget-private.ts'),
  )
  const stores = /useStored\(|localStorage|sessionStorage|openDB|indexedDB/
  const found = files.flatMap((name) => {
    const text = readFileSync(join(components, name), 'utf8')
    return stores.test(text) ? [...text.matchAll(/['"`](portico[-:][\w-]+:?)/g)].map(([, key = '']) => key) : []
  })
  expect([...new Set(found)].sort()).toEqual(Object.keys(keys).sort())
})

it.each(Object.entries(keys))('%s %s', (key, what) => {
  expect(isPrivate(key)).toBe(what === 'goes')
})

/** Has its keys as members, as the browser's storage does. */
function storageWith(entries: Record<string, string>) {
  const storage = { ...entries } as Record<string, unknown>
  const removeItem = (key: string) => {
    delete storage[key]
  }
  return Object.defineProperty(storage, 'removeItem', { value: removeItem, enumerable: false })
}

it('leaves settings, and what is not the console’s', async () => {
  const local = storageWith({
    'portico-theme': 'dark',
    'portico:features:1/us-east-1/abc': '{"draft":1}',
    'portico-recent:Dana:/1/us-east-1': '[]',
    'portico-views:Dana:/1/us-east-1/endpoints': '[]',
    other: 'x',
  })
  const session = storageWith({ 'portico-page-before:abc': '' })
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
  await forgetPrivate()
  expect(Object.keys(local)).toEqual(['portico-theme', 'portico-views:Dana:/1/us-east-1/endpoints', 'other'])
  expect(Object.keys(session)).toEqual([])
})

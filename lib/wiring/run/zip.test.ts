import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bundleHandler } from '../../../scripts/build-handler'
import { HANDLER_SOURCE } from '../handler-bundle.generated'
import { codeSha256 } from '../state/zip-of'
import { functionZip, readWiringFromZip } from './zip'

const spec = { endpointName: 'iris', throttle: { rateLimit: 50 } }

describe('the function’s zip', () => {
  it('is the same bytes for the same content, at any time', async () => {
    const [a, b] = [functionZip(spec, HANDLER_SOURCE), functionZip(structuredClone(spec), HANDLER_SOURCE)]
    expect(codeSha256(a)).toBe(codeSha256(b))
    expect(Buffer.compare(a, b)).toBe(0)
  })
  it('is the bytes that deployed functions have: if a new compressor writes others, each public API shows an update', () => {
    expect(codeSha256(functionZip(spec, 'export const handler = () => ({ statusCode: 200 })\n'.repeat(40)))).toBe(
      'u7UzPPZpVPhf8BXbN+Oo7RSQ/vMC+mXnXcGfu6kIsuU=',
    )
  })
  it('is other bytes for another spec or another handler', () => {
    const hashes = [
      functionZip(spec, HANDLER_SOURCE),
      functionZip({ ...spec, endpointName: 'penguins' }, HANDLER_SOURCE),
      functionZip(spec, `${HANDLER_SOURCE} `),
    ].map(codeSha256)
    expect(new Set(hashes).size).toBe(3)
  })
  it('holds the handler and the spec, small', () => {
    const zip = functionZip(spec, HANDLER_SOURCE)
    expect(Object.keys(unzipSync(zip)).sort()).toEqual(['index.mjs', 'wiring.json'])
    expect(readWiringFromZip(zip)).toEqual(spec)
    expect(zip.length).toBeLessThan(32 * 1024)
  })
  it('holds no spec where someone put other code there', () => {
    expect(readWiringFromZip(new Uint8Array([1, 2, 3]))).toBeUndefined()
  })
})

it('the bundle of the same sources is the same text, and the one that is deployed', async () => {
  const [a, b] = await Promise.all([bundleHandler(), bundleHandler()])
  expect(a).toBe(b)
  expect(a).toBe(HANDLER_SOURCE)
})

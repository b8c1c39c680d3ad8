import { expect, it, vi } from 'vitest'
import { onDemand, whenLoaded } from './on-demand'

const said = vi.hoisted((): unknown[] => [])
vi.mock('./toast/toast', () => ({ toast: (text: unknown) => said.push(text) }))

/** Code that cannot be loaded as often as `failures` says. */
function flaky(failures: number) {
  const reads = { count: 0 }
  const source = onDemand(async () => {
    reads.count += 1
    if (reads.count <= failures) throw new Error('no connection')
    return { value: 7 }
  })
  return { source, reads }
}

it('loads once, however many want it', async () => {
  const { source, reads } = flaky(0)
  expect(source.now()).toBeUndefined()
  expect(await Promise.all([source.load(), source.load()])).toEqual([{ value: 7 }, { value: 7 }])
  expect([source.now(), reads.count]).toEqual([{ value: 7 }, 1])
})

it('says that code did not load, does nothing with it, and loads it at the next try', async () => {
  const { source } = flaky(2)
  const used: number[] = []
  const use = ({ value }: { value: number }) => used.push(value)
  await whenLoaded(source, use)
  await whenLoaded(source, use, 'This run is not kept.')
  expect([used, said]).toEqual([
    [],
    ['A part of the page did not load. Check the connection, then try again.', 'This run is not kept.'],
  ])
  await whenLoaded(source, use)
  expect(used).toEqual([7])
})

it('leaves what goes wrong later to whoever uses the code', async () => {
  const failing = whenLoaded(flaky(0).source, () => Promise.reject(new Error('full')))
  await expect(failing).rejects.toThrow('full')
  expect(said).toHaveLength(2)
})

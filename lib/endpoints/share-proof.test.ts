import { expect, it } from 'vitest'
import { shareProof } from './share-proof'

function counted(fails = 0) {
  let calls = 0
  const call = async () => {
    calls += 1
    if (calls <= fails) throw new Error('AWS refuses this one')
    return { learned: `call ${calls}`, calls: 1 }
  }
  return { call, calls: () => calls }
}

it('makes the same calls once for two people, and again for who comes later', async () => {
  const { call, calls } = counted()
  const both = await Promise.all([shareProof('one', call), shareProof('one', call)])
  expect(both.map(({ learned }) => learned)).toEqual(['call 1', 'call 1'])
  expect(await shareProof('one', call)).toMatchObject({ learned: 'call 2' })
  await Promise.all([shareProof('one', call), shareProof('another', call)])
  expect(calls()).toBe(4)
})

it('makes its own calls if what the others found is not enough', async () => {
  const { call } = counted()
  const both = await Promise.all([
    shareProof('more', call),
    shareProof('more', call, ({ finding }) => finding !== undefined),
  ])
  expect(both.map(({ learned }) => learned)).toEqual(['call 1', 'call 2'])
})

it('makes its own calls if those of the other person are refused', async () => {
  const { call } = counted(1)
  const both = await Promise.allSettled([shareProof('refused', call), shareProof('refused', call)])
  expect(both).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: { learned: 'call 2' } }])
})

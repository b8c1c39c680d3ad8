import { expect, it } from 'vitest'
import { toast, toastsAreDrawnBy } from './toast'

it('shows what came before toasts could be drawn, in its order', async () => {
  const shown: unknown[] = []
  toast('first', { duration: 6000 })
  toast('second')
  toastsAreDrawnBy((...given) => shown.push(given))
  toast('third')
  await Promise.resolve()
  await Promise.resolve()
  expect(shown).toEqual([['first', { duration: 6000 }], ['second'], ['third']])
})

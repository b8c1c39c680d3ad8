/** The contact sheet of the list with 10,000 endpoints. */
import { test } from '../e2e/support/fixtures'
import { largeCells } from './cells'
import { contactSheet, isWanted } from './show'

test.use({ scene: 'looks-large', extraEndpoints: 10_000 })

test('the list of 10,000 endpoints', async ({ context, stage, at, signIn }) => {
  test.skip(!largeCells.some(isWanted), 'CELLS names other pages')
  await signIn('Dana Deployer')
  await contactSheet('large', context, { stage, at, all: largeCells })
})

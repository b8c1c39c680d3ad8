/** The contact sheet of every page and state, in an account with a few endpoints, one of them with a long name. */
import { deployed, startDeploy } from '../e2e/support/deploy'
import { test } from '../e2e/support/fixtures'
import { cells, live, longName, predicted } from './cells'
import { deployPenguins, shareLink } from './scene'
import { contactSheet } from './show'

const longColumns = Array.from({ length: 12 }, (_, index) => `average_monthly_purchase_amount_in_month_${index + 1}`)

test.use({
  scene: 'looks',
  models: { [longName]: () => ({ contentType: 'text/csv', body: '12345.678901234567' }) },
})

test('every page and state', async ({ page, context, stage, at, signIn }) => {
  await signIn('Dana Deployer')
  await deployPenguins(page, at(`endpoints/${live}`))
  const sampleRow = longColumns.map((_, index) => `${index}.123456789`).join(',')
  await startDeploy(page, at(`endpoints/${longName}`), {
    columns: `${longColumns.join(',')}\n${sampleRow}`,
    sampleRow,
    anyone: true,
  })
  await deployed(page)
  const shared = await shareLink(page, at(`endpoints/${live}`))
  const all = [...cells, { page: 'share page', state: 'as it is', path: shared, ready: predicted }]
  await contactSheet('pages', context, { stage, at, all })
})

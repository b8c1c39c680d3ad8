/**
 * Every kind of endpoint from a fresh account to its first prediction, with nothing chosen and nothing typed: "Deploy several"
 * over all of them, then each playground's first click.
 */
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'every-model' })

/** What each model takes, as the list says it, and what its first prediction shows. */
const models: [name: string, takes: RegExp, predicts: RegExp][] = [
  ['iris-xgboost', /Rows of features, 4 values each/, /Class \d/],
  ['penguin-species-ll', /Rows of features, 4 values each/, /Class \d/],
  ['auto-mpg-forest', /Rows of features, 7 values each/, /Value\s*[\d.]+/],
  ['iris-serverless', /Rows of features, 4 values each/, /(?:Value|Class)\s*\d/],
  ['car-figures-forest', /Rows of features, 6 values each/, /[\d.]+/],
  ['auto-mpg-clarify', /Rows of features, 7 values each/, /horsepower/],
  ['seattle-weather-rcf', /Rows of features, 4 values each/, /Anomaly score\s*[\d.]+/],
  ['language-id-hf', /Text/, /English/],
  ['paragraphs-tei', /Text/, /48\s*dimensions/],
  ['digits-mxnet', /Image/, /Class \d/],
  ['digit-boxes-ssd', /Image/, /Objects/],
  ['co2-deepar', /Time series/, /24 steps/],
  ['declaration-chat', /Chat messages/, /\w+ \w+/],
  ['sagemaker-chat-lmi', /Chat messages/, /\w+ \w+/],
]

const opens = models.flatMap(([name, takes]) =>
  takes.source.startsWith('Rows') && name !== 'iris-serverless' ? [name] : [],
)

test('every model is found out, deployed, and predicts at the first click', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')

  await test.step('each shows what it takes before anything is written', async () => {
    await page.goto(at('endpoints'))
    await page.getByRole('button', { name: 'Deploy several' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('checkbox', { name: `All ${models.length} without a public API` }).check()
    for (const [name, takes] of models) {
      const row = dialog.getByRole('checkbox', { name, exact: true })
      await expect(row).toHaveAccessibleDescription(takes)
      // Calls of the others cost somebody more than a dollar an hour, one by one, or an amount that is not known.
      await expect(row).toHaveAccessibleDescription(
        opens.includes(name) ? /, open to anyone, as/ : /, with an API key, as/,
      )
    }
    await examineInLooks(page, testInfo, 'every-model')
    await dialog.getByRole('button', { name: `Deploy ${models.length}` }).click()
  })

  await test.step('all are deployed', async () => {
    await expect(page.getByRole('heading', { name: 'APIs', exact: true })).toBeVisible()
    await expect(page.getByText(`${models.length} public APIs that Portico made`)).toBeVisible()
    await expect(page.getByText('for a turn')).toHaveCount(0)
    await expect(page.getByText('Deployed', { exact: true })).toHaveCount(models.length + 1)
  })

  for (const [name, takes, predicts] of models)
    await test.step(`${name} predicts at the first click`, async () => {
      await page.goto(at(`endpoints/${name}/playground`))
      // A sample picture is there once the page runs, and the button moves down with it.
      if (takes.source === 'Image') await expect(page.getByText(/^sample\.png/)).toBeVisible()
      await page
        .getByRole('button', { name: /^(?:Predict|Send)/ })
        .first()
        .click()
      const prediction = page.getByRole('region', { name: 'Prediction' })
      await expect(prediction).toContainText('200')
      await expect(prediction).toContainText(predicts)
      if (process.env.PICTURES) await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true })
    })
})

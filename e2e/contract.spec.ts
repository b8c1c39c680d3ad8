/** From the training data of a model to the contract of its public API. */
import { deployed, drop, openOptions, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'contract' })

const endpointName = 'iris-xgboost'
const training = `id;sepal length (cm);sepal width (cm);petal length (cm);petal width (cm);species
1;5.1;3.5;1.4;0.2;Iris, setosa
2;4.9;3.0;1.4;0.2;Iris, setosa
3;7.0;3.2;4.7;1.4;Iris, versicolor
4;6.4;3.2;4.5;1.5;Iris, versicolor
5;6.3;3.3;6.0;2.5;Iris, virginica
6;5.8;2.7;5.1;1.9;Iris, virginica`

test('a dropped CSV is edited as a contract', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await page.goto(at(`endpoints/${endpointName}/playground`))
  await page.getByRole('main').getByRole('link', { name: 'Deploy public API' }).last().click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('heading').first()).toBeFocused()
  await openOptions(sheet)
  const columns = sheet.getByRole('list', { name: 'Columns' })
  const row = (name: string) => columns.getByRole('button', { name: new RegExp(`^\\d+\\s*${name}`) })

  await test.step('the file is read: types, ranges, what came of it', async () => {
    await drop(sheet.locator('[data-drop-zone]'), {
      name: 'iris.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(training),
    })
    await expect(sheet.getByText('Read iris.csv as CSV: 6 rows, semicolons between cells.')).toBeVisible()
    await expect(columns.getByRole('listitem')).toHaveCount(6)
    await expect(row('sepal length')).toContainText('4.9 to 7 cm')
  })

  await test.step('the id goes, the label becomes the answer, its rows follow', async () => {
    await row('id').click()
    await columns.getByRole('button', { name: 'Remove' }).click()
    await row('species').click()
    await columns.getByRole('button', { name: 'This column is the answer' }).click()
    await expect(columns.getByRole('listitem')).toHaveCount(4)
    await expect(sheet.getByLabel('What it is')).toHaveValue('species')
    await expect(sheet.getByLabel('Class names')).toHaveValue('Iris, setosa\nIris, versicolor\nIris, virginica')
    await expect(sheet.getByLabel('Sample row')).toHaveValue('5.8,3.2,4.5,1.4')
  })

  await test.step('class names are typed one per line, and a pasted line is split when a person says so', async () => {
    const names = sheet.getByLabel('Class names')
    await names.fill('a, b')
    await names.press('End')
    await names.press('Enter')
    await names.pressSequentially('c')
    await expect(names).toHaveValue('a, b\nc')
    await names.fill('"Iris, setosa", versicolor,virginica')
    await sheet.getByRole('button', { name: 'Split it into 3 at the commas' }).click()
    await expect(names).toHaveValue('Iris, setosa\nversicolor\nvirginica')
    await expect(names).toBeFocused()
  })

  await test.step('a problem is shown at its row, and fixed there', async () => {
    await row('petal width').click()
    await columns.getByLabel('Minimum').fill('9')
    await expect(row('petal width')).toContainText('The minimum is above the maximum')
    await expect(sheet.getByText('Fix 1 field first.')).toBeVisible()
    await columns.getByLabel('Minimum').fill('0')
    await columns.getByLabel('Description').fill('Across the middle')
    await examineInLooks(page, testInfo, 'contract')
  })

  await test.step('the keyboard moves a row, and back', async () => {
    await row('petal width').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(columns.getByRole('listitem').nth(2)).toContainText('petal width')
    await expect(row('petal width')).toBeFocused()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(columns.getByRole('listitem').nth(3)).toContainText('petal width')
  })
})

test('what AWS keeps and what the endpoint says become a contract', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await page.goto(at('endpoints/auto-mpg-forest/deploy'))
  const sheet = page.getByRole('dialog')
  const columns = sheet.getByRole('list', { name: 'Columns' })
  const found = sheet.getByRole('list', { name: 'Found in AWS' })

  await test.step('the form starts with what AWS shows, and the endpoint proves it', async () => {
    await expect(sheet.getByText('Rows of features, 7 values each · detected from')).toBeVisible()
    await openOptions(sheet)
    await sheet.getByRole('button', { name: 'Query the endpoint, 5 calls at most' }).click()
    await expect(sheet.getByText('The model took a row; found with 1 call.')).toBeVisible()
    await expect(columns.getByRole('listitem')).toHaveCount(7)
    await expect(sheet.getByRole('radio', { name: 'A number' })).toBeChecked()
  })

  await test.step('the baseline names them, with their ranges', async () => {
    await sheet.getByRole('button', { name: 'Look in AWS' }).click()
    await expect(found.getByText('Sample payload: 5 rows')).toBeVisible()
    await examineInLooks(page, testInfo, 'found')
    await found.getByRole('button', { name: 'Use Baseline statistics' }).click()
    await expect(columns.getByRole('button', { name: /cylinders/ })).toContainText('3 to 8')
    await found.getByRole('button', { name: 'Use Sample payload' }).click()
    await expect(columns.getByRole('button', { name: /cylinders/ })).toBeVisible()
    await expect(sheet.getByRole('button', { name: /^Deploy \d+ changes/ })).toBeVisible()
  })

  await test.step('captured calls give ranges and the answer', async () => {
    await page.goto(at('endpoints/penguin-species-ll/deploy'))
    await openOptions(sheet)
    await sheet.getByRole('button', { name: 'Look in AWS' }).click()
    await expect(found).toContainText(/Data capture: 200 rows, 3 h ago/)
    await found.getByRole('button', { name: 'Use Data capture' }).click()
    await expect(columns.getByRole('listitem')).toHaveCount(4)
    await expect(sheet.getByRole('radio', { name: 'A class' })).toBeChecked()
  })
})

test('features edited in the playground count at once in this browser, and for everybody once they are saved', async ({
  page,
  at,
  signIn,
  browser,
  stage,
}, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await startDeploy(page, at('endpoints/iris-xgboost'), { columns: 'a, b, c, d', sampleRow: '5.1,3.5,1.4,0.2' })
  await deployed(page)
  await page.goto(at('endpoints/iris-xgboost/playground'))
  const card = page.getByRole('region', { name: 'Features', exact: true })
  const bar = page.getByRole('region', { name: 'Changed features' })

  await test.step('without ranges, curves go around the present values and say so', async () => {
    await expect(
      page.getByText('The contract has no range of a, b, c and 1 more, so they go over a span'),
    ).toBeVisible()
  })

  await test.step('a pasted header and rows become names, types and ranges', async () => {
    await page.getByRole('button', { name: 'Edit features' }).click()
    await card.getByRole('button', { name: 'Paste header or CSV' }).click()
    await card
      .getByLabel('Paste a header line, rows, or a file’s text')
      .fill('sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n7.9,4.4,6.9,2.5\n4.3,2.0,1.0,0.1')
    await expect(card.getByText('4 columns, no name is known: they name the features in their order.')).toBeVisible()
    await card.getByRole('button', { name: 'Use names, types and ranges' }).click()
    await expect(card.getByLabel('Name of petal_width')).toHaveValue('petal_width')
    await expect(card.getByLabel('Maximum of petal_length')).toHaveValue('6.9')
    await expect(bar).toContainText('only in this browser')
  })

  await test.step('a mistake is said beside its cell, and nothing wrong can be saved', async () => {
    await card.getByLabel('Minimum of petal_width').fill('9')
    await expect(card.getByText('The minimum is above the maximum')).toBeVisible()
    await expect(bar.getByRole('button', { name: 'Save to the API' })).toHaveAttribute('aria-disabled', 'true')
    await examineInLooks(page, testInfo, 'features-wrong')
    await card.getByLabel('Minimum of petal_width').fill('0')
    await card.getByLabel('Unit of petal_width').fill('cm')
  })

  await test.step('a row is added, moved by key and removed again', async () => {
    await card.getByRole('button', { name: 'Add feature' }).click()
    await expect(card.getByLabel('Name of feature_5')).toBeFocused()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(card.getByLabel('Name of feature_5')).toBeFocused()
    await expect(card.getByLabel(/^Name of /).nth(3)).toHaveValue('feature_5')
    await card.getByRole('button', { name: 'Remove feature_5' }).click()
    await expect(card.getByLabel(/^Name of /)).toHaveCount(4)
  })

  await test.step('the form uses them, also after a reload', async () => {
    await bar.getByRole('button', { name: 'Review changes' }).click()
    await expect(bar.getByRole('row', { name: 'petal_width unit none cm' })).toBeVisible()
    await examineInLooks(page, testInfo, 'features')
    await card.getByRole('button', { name: 'Done' }).click()
    await page.reload()
    await expect(bar).toContainText('only in this browser')
    await page.getByLabel('petal_length', { exact: true }).fill('1.4')
    await page.getByRole('button', { name: 'Predict' }).click()
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('200')
    await examineInLooks(page, testInfo, 'features-form')
  })

  const other = await browser.newContext({ baseURL: stage.origin })
  const theirs = await other.newPage()
  await test.step('nobody else sees them yet', async () => {
    await theirs.goto('/sign-in')
    await theirs.getByRole('button', { name: 'Vera Viewer' }).click()
    await expect(theirs.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
    await theirs.goto(at('endpoints/iris-xgboost/playground'))
    await expect(theirs.getByLabel('a', { exact: true })).toBeVisible()
    await expect(theirs.getByRole('region', { name: 'Changed features' })).toHaveCount(0)
  })

  await test.step('saved, they are the features of the API', async () => {
    await bar.getByRole('button', { name: 'Save to the API' }).click()
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByText('Compared with AWS just now')).toBeVisible()
    await examineInLooks(page, testInfo, 'features-save')
    await sheet.getByRole('button', { name: /^Save \d+ changes to the API$/ }).click()
    await expect(sheet.getByText('Saved: live (the model answered)')).toBeVisible()
    await sheet.getByRole('button', { name: 'Back to the playground' }).click()
    await expect(bar).toHaveCount(0)
    await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('1.4')
  })

  await test.step('and who can only look tries changes too, and reads why they cannot be saved', async () => {
    await theirs.reload()
    await expect(theirs.getByLabel('petal_length', { exact: true })).toBeVisible()
    await theirs.getByRole('button', { name: 'Edit features' }).click()
    await theirs.getByLabel('Unit of petal_width').fill('mm')
    const denied = theirs.getByRole('region', { name: 'Changed features' })
    await expect(denied).toContainText('Your role is viewer')
    await expect(denied.getByRole('button', { name: 'Save to the API' })).toHaveAttribute('aria-disabled', 'true')
    await other.close()
  })
})

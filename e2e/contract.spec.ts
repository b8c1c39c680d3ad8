/** From the training data of a model to the contract of its public API. */
import { drop } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInEveryLook } from './support/looks'

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
    await examineInEveryLook(page, testInfo, 'contract')
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
    await sheet.getByRole('button', { name: 'Query the endpoint, 5 calls at most' }).click()
    await expect(sheet.getByText('The model took a row; found with 1 call.')).toBeVisible()
    await expect(columns.getByRole('listitem')).toHaveCount(7)
    await expect(sheet.getByRole('radio', { name: 'A number' })).toBeChecked()
  })

  await test.step('the baseline names them, with their ranges', async () => {
    await sheet.getByRole('button', { name: 'Look in AWS' }).click()
    await expect(found.getByText('Sample payload: 5 rows')).toBeVisible()
    await examineInEveryLook(page, testInfo, 'found')
    await found.getByRole('button', { name: 'Use Baseline statistics' }).click()
    await expect(columns.getByRole('button', { name: /cylinders/ })).toContainText('3 to 8')
    await found.getByRole('button', { name: 'Use Sample payload' }).click()
    await expect(columns.getByRole('button', { name: /cylinders/ })).toBeVisible()
    await expect(sheet.getByRole('button', { name: /^Deploy \d+ changes/ })).toBeVisible()
  })

  await test.step('captured calls give ranges and the answer', async () => {
    await page.goto(at('endpoints/penguin-species-ll/deploy'))
    await sheet.getByRole('button', { name: 'Look in AWS' }).click()
    await expect(found).toContainText(/Data capture: 200 rows, 3 h ago/)
    await found.getByRole('button', { name: 'Use Data capture' }).click()
    await expect(columns.getByRole('listitem')).toHaveCount(4)
    await expect(sheet.getByRole('radio', { name: 'A class' })).toBeChecked()
  })
})

import { expect, type Locator, type Page } from '@playwright/test'

export interface DeployOptions {
  columns?: string
  sampleRow?: string
  accessLog?: boolean
  alarms?: boolean
  /** Opens the URL to anyone also where the form starts with keys. */
  anyone?: boolean
}

/** Fills in the deploy sheet and starts; does not wait for the end. */
export async function startDeploy(
  page: Page,
  path: string,
  { columns, sampleRow, accessLog, alarms, anyone }: DeployOptions = {},
) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  if (columns || sampleRow || accessLog || alarms) await openOptions(sheet)
  if (columns) await sheet.getByLabel('Feature columns').fill(columns)
  if (sampleRow) await sheet.getByLabel('Sample row').fill(sampleRow)
  if (anyone) {
    const open = sheet.getByRole('radio', { name: /^Anyone/ })
    await taken(open)
    await open.click()
  }
  if (accessLog) await sheet.getByLabel('Keep an access log').check()
  if (alarms) await sheet.getByLabel('Set two alarms').check()
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
}

/** Opens all that the deploy sheet folds away: Advanced, and each question above it in full. */
export async function openOptions(sheet: Locator) {
  const advanced = sheet.getByRole('button', { name: /^Advanced/ })
  await taken(advanced)
  await advanced.click()
  for (const subject of ['what the model takes', 'who can call it', 'its URL'])
    await sheet.getByRole('button', { name: `Edit ${subject}` }).click()
}

/** Waits until React has taken the element over: before, it does what any element does. */
export async function taken(target: Locator) {
  await expect
    .poll(() => target.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__react'))))
    .toBe(true)
}

/** Drops these files over the element. */
export async function drop(target: Locator, ...files: { name: string; mimeType: string; buffer: Buffer }[]) {
  await taken(target)
  const dataTransfer = await target.page().evaluateHandle(
    (all) => {
      const transfer = new DataTransfer()
      for (const { name, type, base64 } of all) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
      }
      return transfer
    },
    files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, base64: buffer.toString('base64') })),
  )
  await target.dispatchEvent('drop', { dataTransfer })
}

export async function deployed(page: Page) {
  await expect(page.getByText(/^Live in /)).toBeVisible()
}

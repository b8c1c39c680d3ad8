/** Draws the cells as one HTML page, and as a picture for each theme and width. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Defect } from './defects'

export interface Shot {
  page: string
  state: string
  theme: 'light' | 'dark'
  width: number
  /** Its picture without the folder and the ending. */
  name: string
  defects: Defect[]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const cellOf = ({ page, state, name, defects }: Shot) => `<figure class="${defects.length > 0 ? 'bad' : ''}">
<a href="${name}.png"><img src="${name}.png" alt=""></a>
<figcaption><b>${escaped(page)}</b>, ${escaped(state)}${defects.map(({ kind, what }) => `<br>${kind}: ${escaped(what)}`).join('')}</figcaption>
</figure>`

const style = `body{margin:24px;font:13px system-ui;background:#8883}main{display:flex;flex-wrap:wrap;gap:16px;align-items:start}
figure{margin:0;width:var(--cell)}img{width:100%;max-height:720px;object-fit:cover;object-position:top;border:1px solid #8888}.bad img{border:3px solid #d22}figcaption{padding:4px 0}`

export async function drawSheets(page: Page, { folder, name, shots }: { folder: string; name: string; shots: Shot[] }) {
  const looks = [...new Set(shots.map(({ theme, width }) => `${theme}-${width}`))]
  for (const look of looks) {
    const of = shots.filter(({ theme, width }) => `${theme}-${width}` === look)
    const cell = look.endsWith('-390') ? 260 : 560
    const html = `<!doctype html><meta charset="utf-8"><title>${look}</title><style>${style}</style>
<h1>${look}: ${of.length} cells</h1><main style="--cell:${cell}px">${of.map(cellOf).join('\n')}</main>`
    writeFileSync(join(folder, `sheet-${name}-${look}.html`), html)
    await page.setViewportSize({ width: 1800, height: 1000 })
    await page.goto(`file://${join(folder, `sheet-${name}-${look}.html`)}`)
    await page.screenshot({ path: join(folder, `sheet-${name}-${look}.png`), fullPage: true })
  }
}

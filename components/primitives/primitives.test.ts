import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'

const here = import.meta.dirname
const ui = join(here, '../ui')
/** Not drawn by themselves: the root layout has the toaster, and others are at the trigger of what opens. */
const others = ['on-demand-trigger.tsx', 'toast/toaster.tsx']

it('draws every primitive, or one that loads it', () => {
  const drawn = ['gallery.tsx', 'controls.tsx'].map((name) => readFileSync(join(here, name), 'utf8')).join('')
  const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
  const sources = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const code = sources.map((name) => readFileSync(join(ui, name), 'utf8')).join('')
  const isDrawn = (name: string) => drawn.includes(`'../ui/${name}'`) || code.includes(`import('./${basename(name)}')`)
  const missing = files.filter((name) => !isDrawn(name.replace(/\.tsx$/, '')))
  expect(files.length).toBeGreaterThan(25)
  expect(missing.sort()).toEqual(others)
})

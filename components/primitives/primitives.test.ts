import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const here = import.meta.dirname
const ui = join(here, '../ui')
/** Not drawn by themselves: the root layout has the toaster, which loads the toasts. */
const others = ['toaster.tsx', 'toasts.tsx']

it('draws every primitive', () => {
  const drawn = ['gallery.tsx', 'controls.tsx'].map((name) => readFileSync(join(here, name), 'utf8')).join('')
  const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
  const missing = files.filter((name) => !drawn.includes(`'../ui/${name.replace(/\.tsx$/, '')}'`))
  expect(files.length).toBeGreaterThan(25)
  expect(missing).toEqual(others)
})

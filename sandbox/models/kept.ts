/**
 * Trains a model once for a checkout, and keeps its parameters as JSON in `node_modules/.cache`: every sandbox that starts
 * later reads them. A changed file of this folder or a changed package trains again.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { once } from './once'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
export const keptFolder = join(root, 'node_modules/.cache/portico-sandbox')

/** Changes with whatever a model is made from: the code in this folder, the packages and the data that they carry. */
const madeFrom = once(() => {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const names = readdirSync(here, { recursive: true, encoding: 'utf8' })
  const sources = names.filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(here, name)))
  return hash.digest('hex').slice(0, 16)
})

/**
 * @param name of the model, a file name
 * @param load makes a model of its JSON
 */
export function kept<Model extends object>(
  name: string,
  train: () => Model,
  load: (parameters: object) => Model,
): Model {
  const file = join(keptFolder, `${name}-${madeFrom()}.json`)
  const found = read(file)
  if (found) return load(found)
  const model = train()
  write(file, JSON.stringify(model))
  return model
}

function read(file: string): object | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Sandboxes start side by side: a file is whole from the moment that it is there. A read-only disk keeps nothing. */
function write(file: string, text: string): void {
  try {
    mkdirSync(keptFolder, { recursive: true })
    const part = `${file}.${process.pid}`
    writeFileSync(part, text)
    renameSync(part, file)
  } catch {}
}

/** The table of answers, as a batch reads it and writes it back. */
import { stringify } from 'lossless-json'
import { describe, expect, it } from 'vitest'
import { responseCases } from '../../cases/responses'
import type { FeatureContract } from '../model/contract/contract'
import { matchColumns } from './match-columns'
import { readPredictions } from './outcome'
import { readTable } from './read-table'
import { createResults, record } from './results'
import { predictionText, writeResults } from './write-results'

const ofRows = responseCases.filter(({ cells }) => cells)

async function batched(one: (typeof responseCases)[number]) {
  const { body, contentType = 'application/json', rows = 1, features } = one
  const output = one.output as FeatureContract['output']
  const read = readPredictions({ text: body, contentType }, rows, output, undefined, features)
  const results = createResults(rows)
  for (const [row, prediction] of (read?.predictions ?? []).entries()) record(results, row, prediction, 1)
  const table = await readTable(new Blob([`x\n${'1\n'.repeat(rows)}`]))
  if (!table.ok) throw new Error(table.error.message)
  const plan = matchColumns(table.value, { features: [{ name: 'x', type: 'number' }] })
  const written = await writeResults({ table: table.value, plan, results }, () => Promise.resolve())
  return { results, rest: read?.predictions.map((one) => one.rest ?? {}) ?? [], csv: await written.text() }
}

describe('the prediction of each row', () => {
  it.each(ofRows.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { results, rest, csv } = await batched(one)
    expect(one.cells?.map((_, row) => predictionText(results, row))).toEqual(one.cells)
    const lines = csv.trim().split('\r\n')
    for (const [row, cell] of (one.cells ?? []).entries()) {
      expect(lines[row + 1]).toContain(cell)
      // What stands beside a prediction has its own column.
      for (const [name, value] of Object.entries(rest[row] ?? {})) {
        expect(lines[0]?.split(',')).toContain(name)
        if (typeof value !== 'object')
          expect(lines[row + 1]?.split(',')).toContain(stringify(value)?.replaceAll('"', ''))
      }
    }
  })
})

it('how much each feature moved a prediction has a column each', async () => {
  const clarify = ofRows.find(({ name }) => name.startsWith('Clarify, two rows'))
  const { csv } = await batched(clarify ?? { name: '', body: '', prediction: {} })
  expect(csv.split('\r\n').slice(0, 3)).toEqual([
    'x,prediction,version,attribution_Age,attribution_Income,error',
    '1,0.9,1.0,-0.25,0.5,',
    '1,0.1,1.0,0.125,-0.75,',
  ])
})

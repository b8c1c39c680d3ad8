/** From a file to the contract, through the form, into the zip and to the function: a list stays the list that it was. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, constantFrom, oneof, property, string, tuple, uniqueArray } from 'fast-check'
import { expect, it } from 'vitest'
import { rejectionOf, sentLine } from '@/lib/batch/check-row'
import { cellsOf } from '@/lib/batch/csv-line'
import { matchColumns } from '@/lib/batch/match-columns'
import { readTable } from '@/lib/batch/read-table'
import { featureOf } from '@/lib/model/contract/column-value'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { featureContractSchema } from '@/lib/model/contract/contract-schema'
import { outputFrom, withoutFeature } from '@/lib/model/contract/edit-contract'
import { listOfText, textOfList } from '@/lib/model/contract/list-text'
import { parsePrediction } from '@/lib/model/predictions/parse'
import { readEvidence, withEvidence } from '@/lib/model/profile/evidence'
import { encodeRow, problemOf, quoteCell } from '@/lib/model/requests/encode'
import { readEvent } from '../../../lambda-template/src/event'
import { readRequest } from '../../../lambda-template/src/request'
import { normalise } from '../../../lambda-template/src/response/normalise'
import { readSettings } from '../../../lambda-template/src/settings'
import { contractOf, contractValuesOf, outputValuesOf } from './contract-values'

const empty: FeatureContract = { features: [] }

/** Does what the form does: the file is read, its last column is the answer, and every list is typed once. */
function deployed(file: string): FeatureContract {
  const evidence = readEvidence(file)
  const merged = evidence.ok ? withEvidence(empty, evidence.value) : evidence
  if (!merged.ok) throw new Error(merged.error.message)
  const values = contractValuesOf(merged.value)
  const column = values.features.at(-1)
  if (!column) throw new Error('a column wanted')
  const rest = { ...values, ...withoutFeature(values, values.features.length - 1) }
  const output = outputValuesOf(outputFrom(featureOf(column)))
  const typed = {
    ...rest,
    ...output,
    labels: listOfText(textOfList(output.labels)),
    features: rest.features.map((one) => ({ ...one, choices: listOfText(textOfList(one.choices)) })),
  }
  return featureContractSchema.parse(contractOf(typed, empty))
}

/** What the function knows, which reads the zip's own file once. */
function settingsOf(contract: FeatureContract) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-task-'))
  writeFileSync(join(folder, 'wiring.json'), JSON.stringify({ schema: 1, contract }))
  const settings = readSettings({ ENDPOINT_NAME: 'iris', REQUEST_FORM: 'named', LAMBDA_TASK_ROOT: folder })
  rmSync(folder, { recursive: true })
  return settings
}

function sentBy(query: Record<string, string>, settings: ReturnType<typeof settingsOf>) {
  const event = readEvent({ httpMethod: 'GET', queryStringParameters: query })
  const read = event && readRequest(event, settings)
  if (!read?.ok) throw new Error(read?.failure.message)
  return read.request
}

const responseOf = (text: string, contentType: string) => ({ contentType, body: new TextEncoder().encode(text) })

/** The label in the function's own form and in the console, which share no code. */
function labelsOf(
  text: string,
  contentType: string,
  settings: ReturnType<typeof settingsOf>,
  contract: FeatureContract,
) {
  const request = sentBy({ data: '1,2' }, settings)
  const read = normalise(responseOf(text, contentType), request, settings.contract.output, 'iris')
  const shown = parsePrediction({ text, contentType, recordCount: 1 }, contract.output)
  const [first] = read.ok ? read.normalised.predictions : []
  return [first && 'label' in first ? first.label : first, shown.kind === 'classes' ? shown.label : shown]
}

async function rejections(file: string, contract: FeatureContract) {
  const table = await readTable(new Blob([file]))
  if (!table.ok) throw new Error(table.error.message)
  const plan = matchColumns(table.value, contract)
  const rows = table.value.lines.slice(1).map(cellsOf)
  return { plan, rows, said: rows.map((cells) => rejectionOf(cells, contract.features, plan)) }
}

const flowers = `sepal_length,place,species
5.1,"Portland, OR","Iris, setosa"
7.0,Oslo,"Iris, versicolor"
6.3,"Paris, France","Iris, virginica"
4.9,"Portland, OR","Iris, setosa"
6.4,"say ""hi""","Iris, versicolor"
5.8,Oslo,"Iris, virginica"
`

it('keeps the commas and quotes of a training file', async () => {
  const contract = deployed(flowers)
  expect(contract.features[1]).toMatchObject({
    type: 'choice',
    choices: ['Oslo', 'Paris, France', 'Portland, OR', 'say "hi"'],
  })
  expect(contract.output?.labels).toEqual(['Iris, setosa', 'Iris, versicolor', 'Iris, virginica'])
  const settings = settingsOf(contract)
  for (const [text, type] of [
    ['[0.1, 0.88, 0.02]', 'application/json'],
    ['{"predictions": [{"predicted_label": 1}]}', 'application/json'],
    ['0.1,0.88,0.02', 'text/csv'],
    ['1', 'text/csv'],
    ['"Iris, versicolor"', 'text/csv'],
    // Some containers write without quotes.
    ['Iris, versicolor', 'text/csv'],
    ['Iris, versicolor\n', 'text/plain; charset=utf-8'],
  ] as const)
    expect([text, ...labelsOf(text, type, settings, contract)]).toEqual([text, 'Iris, versicolor', 'Iris, versicolor'])
  const { plan, said } = await rejections(flowers, { ...contract, output: { ...contract.output, name: 'species' } })
  expect(plan.truth).toBe(2)
  expect(said).toEqual(Array(6).fill(undefined))
})

const anyText = oneof(
  string({ unit: 'binary', maxLength: 20 }),
  string({ unit: constantFrom(',', '"', '\n', '\r\n', ' ', '\\', ';', '|', "'", '[', 'é'), maxLength: 20 }),
)
/** Neither number nor gap, and no space at an end, which every table that is read loses. */
const anyName = tuple(constantFrom('x', '"', ',', '=', '['), anyText).map(
  ([first, text]) => `${first}${text.replaceAll(/\r\n?/g, '\n')}y`,
)
const names = uniqueArray(anyName, { minLength: 2, maxLength: 6 })

it('keeps any text of a file, as a choice and as a class', () => {
  assert(
    property(names, names, (places, classes) => {
      const lines = [...places, ...places].map((place, row) =>
        [`${row}.5`, place, classes[row % classes.length] ?? ''].map(quoteCell).join(','),
      )
      const seen = classes.slice(0, lines.length)
      const contract = deployed(`size,place,kind\r\n${lines.join('\r\n')}\r\n`)
      const [, place] = contract.features
      expect(place?.choices).toEqual([...places].sort())
      expect(contract.output?.labels).toEqual([...seen].sort())
      if (!place) return
      const settings = settingsOf(contract)
      for (const choice of places) {
        expect(problemOf(place, choice)).toBeUndefined()
        const row = encodeRow(contract.features, { size: '1.5', place: choice })
        const body = (query: Record<string, string>) => {
          const request = sentBy(query, settings)
          return [new TextDecoder().decode(request.body), request.rows]
        }
        expect(body({ data: row })).toEqual([row, 1])
        expect(body({ size: '1.5', place: choice })).toEqual([row, 1])
      }
      for (const [index, label] of [...seen].sort().entries())
        expect(labelsOf(`{"predicted_label": ${index}}`, 'application/json', settings, contract)).toEqual([
          label,
          label,
        ])
    }),
  )
})

it('a batch of the very file that the choices came from passes', async () => {
  const cells = ['a,b', 'say "hi"', 'two\nlines', ';|', '"']
  const lines = [...cells, ...cells].map((cell, row) => [cell, row % 2 ? 'yes, sir' : 'no'].map(quoteCell).join(','))
  const file = ['place,kind', ...lines].join('\n').replaceAll('\n', '\r\n')
  const contract = deployed(file)
  const { plan, rows, said } = await rejections(file, contract)
  expect(said).toEqual(Array(10).fill(undefined))
  expect(rows.map((row) => cellsOf(sentLine(row, plan)))).toEqual([...cells, ...cells].map((cell) => [cell]))
})

import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { writeJobInput } from './job-input'
import { joinJob } from './job-output'
import { matchColumns } from './match-columns'
import { prepare } from './prepare'
import { readTable } from './read-table'
import { writeResults } from './write-results'

const feature = (name: string) => ({ name, type: 'number' as const })
const contract: FeatureContract = {
  features: [feature('a'), { ...feature('b'), missing: 'none' }],
  output: { name: 'species', task: 'classification', labels: ['x', 'y'] },
}
const free: FeatureContract = { features: [] }
const breathe = async () => {}

async function loaded(file: string, of: FeatureContract) {
  const read = await readTable(new Blob([file]))
  if (!read.ok) throw new Error(read.error.message)
  const plan = matchColumns(read.value, of)
  const results = await prepare(read.value, plan, of, breathe)
  if (!results) throw new Error('stopped')
  return { fileName: 'f.csv', table: read.value, plan, results }
}

/** Answers as a job that wrote `output`. */
async function joined(file: string, output: string, of = contract) {
  const input = await writeJobInput(await loaded(file, of), breathe)
  const join = await joinJob({ ...input, output: new Blob([output]) }, of, breathe)
  if (!join.ok) return join.error
  return (await (await writeResults(join.value, breathe)).text()).trimEnd().split('\r\n')
}

const file = 'b,"note;",a,species\n2,"one, two",1,x\n,three,1,y\n4,,3,y\n'

describe('a file as the input of a transform job', () => {
  it('has the features in order, without header, label and rows that do not fit', async () => {
    const { rows, source, manifest } = await writeJobInput(await loaded(file, contract), breathe)
    expect(await rows.text()).toBe('1,2\n3,4\n')
    expect(await source.text()).toBe(
      '"error","b","note;","a","species"\n,2,"one, two",1,x\nb is empty,,three,1,y\n,4,,3,y\n',
    )
    expect(manifest).toEqual({ fileName: 'f.csv', rows: 3, sent: 2, truth: 3 })
  })
  it('has a row without any value, and finds its answer again', async () => {
    const lines = await joined('{"a":null,"b":null}\n{"a":1,"b":2}\n', 'x\ny\n', free)
    expect(lines).toEqual(['a,b,prediction,score,error', ',,x,,', '1,2,y,,'])
  })
  it('leaves out a row whose value has a line break', async () => {
    const { rows, manifest } = await writeJobInput(await loaded('t,n\n"a\nb",1\nc,2\n', free), breathe)
    expect(await rows.text()).toBe('c,2\n')
    expect(manifest).toMatchObject({ rows: 2, sent: 1 })
  })
})

const classes = [
  'b,note;,a,species,prediction,score,probability_x,probability_y,error',
  '2,"one, two",1,x,x,0.9,0.9,0.1,',
  ',three,1,y,,,,,b is empty',
  '4,,3,y,y,0.8,0.2,0.8,',
]

describe('the output of a transform job', () => {
  it.each([
    ['a line of probabilities for each row', '0.9,0.1\n0.2,0.8\n'],
    ['a line of JSON for each row', '[0.9,0.1]\n[0.2,0.8]\n'],
    ['one document for all', '{"predictions":[[0.9,0.1],[0.2,0.8]]}\n'],
  ])('is joined from %s', async (_, output) => expect(await joined(file, output)).toEqual(classes))
  it.each([
    ['a document for each request', '[1.5,2.5]\n[3.5]\n', ['1.5', '2.5', '3.5']],
    ['a line of cells for each request', '1.5,2.5\n3.5\n', ['1.5', '2.5', '3.5']],
    ['a number on each line', '1.5\r\n2.5\r\n3.5\r\n', ['1.5', '2.5', '3.5']],
  ])('is joined from %s', async (_, output, expected) => {
    const [, ...rows] = (await joined('n,m\n1,1\n2,2\n3,3\n', output, free)) as string[]
    expect(rows.map((row) => row.split(',')[2])).toEqual(expected)
  })
  it('is refused where answers are missing', async () =>
    expect(await joined(file, '0.9,0.1,0.3\n')).toMatchObject({ code: 'job-output' }))
})

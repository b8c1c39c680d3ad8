import { describe, expect, test } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { rejectionOf, sentLine } from './check-row'
import { cellsOf, lineOf, spreadsheetLine } from './csv-line'
import { matchColumns } from './match-columns'
import { prepare } from './prepare'
import { readTable } from './read-table'

const contract: FeatureContract = {
  features: [
    { name: 'sepal_length', type: 'number' },
    { name: 'sepal_width', type: 'number' },
    { name: 'petal_length', type: 'number' },
    { name: 'petal_width', type: 'number' },
  ],
  output: { task: 'classification', name: 'Species', labels: ['setosa', 'versicolor', 'virginica'] },
}
const anything: FeatureContract = { features: [] }

async function tableOf(text: string | Uint8Array<ArrayBuffer>) {
  const read = await readTable(new Blob([text]))
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

describe('a line keeps its cells', () => {
  test.each([[['5.1', '3.5']], [['a, b', 'say "no"', '']], [['two\nlines', 'é']]])('%j', (cells) => {
    expect(cellsOf(lineOf(cells))).toEqual(cells)
  })
})

describe('what a spreadsheet would run is defused, numbers are not touched', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['-1.5', '-1.5'],
    ['+1e-5', '+1e-5'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['plain', 'plain'],
    ['\n=1+1', '"\'\n=1+1"'],
    ['\t=1+1', "'\t=1+1"],
    [' =1+1', "' =1+1"],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1+1', "'－1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['a=b, c', '"a=b, c"'],
  ])('%s', (cell, safe) => expect(spreadsheetLine([cell])).toBe(safe))
})

describe('a JSON line that is no row', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const notJson = 'The line is not valid JSON'
  test.each([
    ['cut off', '{"a":1,"b":2}\n{"a":1,\n{"a":3,"b":4}', [[2, notJson]]],
    ['the first one', '{"a"\n{"a":1,"b":2}', [[1, notJson]]],
    [
      'every one',
      '{"a"\n{"b"',
      [
        [0, notJson],
        [1, notJson],
      ],
    ],
    ['a number', '{"a":1}\n5', [[2, 'The line is neither a JSON object nor a JSON list']]],
    ['nested deep', `{"a":1}\n${deep}`, [[2, 'The JSON is nested deeper than 200 levels']]],
    ['nested deep, alone', deep, [[0, 'The JSON is nested deeper than 200 levels']]],
  ] as [string, string, [number, string][]][])('says so: %s', async (_, text, broken) => {
    expect([...((await tableOf(text)).broken ?? [])]).toEqual(broken)
  })

  test('is rejected for that, and not for its columns', async () => {
    const table = await tableOf('{"sepal_length":1,"sepal_width":2,"petal_length":3,"petal_width":4}\n{"sepal_length":')
    const results = await prepare(table, matchColumns(table, contract), contract, async () => {})
    expect([...(results?.reasons ?? [])]).toEqual([[1, notJson]])
  })
})

describe('a file is read', () => {
  test.each([
    ['commas and CR LF', 'a,b\r\n1,2\r\n', ['a,b', '1,2']],
    ['semicolons', 'a;b\n1;2\n3;4', ['a,b', '1,2', '3,4']],
    ['tabs, blank lines, spaces', 'a\tb\n\n 1 \t2\n\n', ['a,b', '1,2']],
    ['a byte order mark', '\uFEFFa,b\n1,2', ['a,b', '1,2']],
    ['quoted line breaks', 'a,b\n"x\r\ny",2', ['a,b', '"x\ny",2']],
    ['old line ends', 'a,b\r1,2\r', ['a,b', '1,2']],
    ['JSON lines by name', '{"b":1,"a":2}\n{"a":"x, y","b":null}', ['b,a', '1,2', ',"x, y"']],
    ['JSON lists', '[1,2]\n[3,4]', ['1,2', '3,4']],
    ['one JSON list of objects', '[\n {"a":1},\n {"a":2}\n]', ['a', '1', '2']],
    ['one JSON list of lists', '[[1,2],[3,4]]', ['1,2', '3,4']],
  ])('%s', async (_, text, lines) => expect((await tableOf(text)).lines).toEqual(lines))

  test('UTF-16, as Excel writes "Unicode text"', async () => {
    const bytes = new Uint8Array(Buffer.from('\uFEFFa\té\n1\t2\n', 'utf16le'))
    expect((await tableOf(bytes)).lines).toEqual(['a,é', '1,2'])
  })

  test('over many pieces no character, line or quote is lost', async () => {
    const rows = Array.from({ length: 40_000 }, (_, row) => `${row},"größe ${row}, ß"`)
    const { lines } = await tableOf(`id,text\r\n${rows.join('\r\n')}\r\n`)
    expect(lines).toEqual(['id,text', ...rows])
  })

  test.each([
    [`${'a,'.repeat(100_000)}z\n1,2`, 'The file has more than 100,000 columns.'],
    [`a,b\n"${'x,'.repeat(3_000_001)}`, 'Record 2 is longer than 6 MB.'],
    [`[${'[1,2],'.repeat(1_000_001)}[1,2]]`, 'The JSON list is longer than 6 MB.'],
    ['', 'The file has no rows.'],
    [' \n\n', 'The file has no rows.'],
    [`a,b\n"${'x\n'.repeat(3_500_000)}`, 'Record 2 is longer than 6 MB.'],
  ])('refused: %#', async (text, message) => {
    const read = await readTable(new Blob([text]))
    expect(read.ok ? '' : read.error.message).toBe(message)
  })
})

const row = (...cells: (string | number)[]) => cells.join(',')

describe('columns are matched', () => {
  test.each([
    ['in order', row('sepal_length', 'sepal_width', 'petal_length', 'petal_width'), [0, 1, 2, 3], undefined, []],
    [
      'shuffled, in other spellings',
      row('Petal Width', 'SEPAL-LENGTH', 'petalLength', 'sepal width'),
      [1, 3, 2, 0],
      undefined,
      [],
    ],
    [
      'with extras and the label',
      row('id', 'species', 'petal_width', 'petal_length', 'sepal_width', 'sepal_length'),
      [5, 4, 3, 2],
      1,
      [0],
    ],
    [
      'label by a usual name',
      row('sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'target'),
      [0, 1, 2, 3],
      4,
      [],
    ],
  ])('%s', async (_, header, sent, truth, extra) => {
    const plan = matchColumns(await tableOf(`${header}\n1,2,3,4\n`), contract)
    expect(plan).toMatchObject({ hasHeader: true, sent, truth, extra, problems: [] })
  })

  test('without a header by place; a column of class names is the label', async () => {
    expect(matchColumns(await tableOf('5.1,3.5,1.4,0.2\n6,3,4,1'), contract)).toMatchObject({
      hasHeader: false,
      sent: [0, 1, 2, 3],
      problems: [],
    })
    expect(matchColumns(await tableOf('Setosa,5.1,3.5,1.4,0.2\nvirginica,6,3,4,1'), contract)).toMatchObject({
      truth: 0,
      sent: [1, 2, 3, 4],
      names: ['Species', 'sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
    })
  })

  test.each([
    [
      'sepal_length,sepal_width,petal_length',
      'petal_width',
      'The file has no such column.',
      'Add a column petal_width to the file.',
    ],
    [
      'sepal_length,sepal_width,petal_length,petal_width_cm',
      'petal_width',
      'The file has no such column.',
      'Is petal_width_cm meant? Rename that column to petal_width and drop the file again.',
    ],
    [
      'sepal_length,sepal_width,petal_length,petal width,petal_width',
      'petal_width',
      '2 columns are named like it: petal width, petal_width.',
      'Rename or remove all but one.',
    ],
  ])('a mismatch says what to do: %s', async (header, column, message, remedy) => {
    const plan = matchColumns(await tableOf(`${header}\n1,2,3,4\n`), contract)
    expect(plan.problems).toEqual([{ column, message, remedy }])
  })

  test('one column too many and no header: the choice of the label fixes it', async () => {
    const table = await tableOf('1,5.1,3.5,1.4,0.2\n0,6,3,4,1')
    expect(matchColumns(table, contract).problems).toHaveLength(1)
    expect(matchColumns(table, contract, { truth: 0 })).toMatchObject({ sent: [1, 2, 3, 4], problems: [] })
  })

  test('nothing described: every column is sent but the chosen label', async () => {
    const table = await tableOf('a,b,c\n1,2,x')
    expect(matchColumns(table, anything)).toMatchObject({ hasHeader: true, sent: [0, 1, 2], extra: [] })
    expect(matchColumns(table, anything, { truth: 2 })).toMatchObject({ sent: [0, 1], truth: 2 })
    expect(matchColumns(table, anything, { hasHeader: false }).names).toEqual(['column 1', 'column 2', 'column 3'])
  })
})

describe('a row is checked before it is sent', () => {
  test.each([
    ['5.1,3.5,1.4,0.2', undefined],
    ['5.8,2.7,5.1', '3 columns, the contract needs 4'],
    ['5.8,2.7,5.1,1,2', '5 columns, the contract needs 4'],
    ['5.8,,5.1,1', undefined],
    ['5.8,2.7,five,1', 'petal_length is "five": a number, such as 5.1'],
  ])('%s', async (line, reason) => {
    const plan = matchColumns(await tableOf('5.1,3.5,1.4,0.2'), contract)
    expect(rejectionOf(cellsOf(line), contract.features, plan)).toBe(reason)
  })

  test('only the features go out, in the contract’s order', async () => {
    const plan = matchColumns(await tableOf('id,petal_width,petal_length,sepal_width,sepal_length\n'), contract)
    expect(sentLine(['7', '0.2', '1.4', '3.5', '5.1'], plan)).toBe('5.1,3.5,1.4,0.2')
    expect(rejectionOf(['7', '0.2'], contract.features, plan)).toBe('2 columns, the header names 5')
  })
})

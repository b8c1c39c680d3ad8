/** Files as people have them, through both places that take a table: the evidence of a contract, and a batch. */
import { describe, expect, test } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { readEvidence } from '../model/profile/evidence'
import { readTableText } from '../model/profile/files/read-table'
import { textOf } from '../model/tables/encoding'
import { sentLine } from './check-row'
import { cellsOf } from './csv-line'
import { matchColumns } from './match-columns'
import { prepare, rowLine } from './prepare'
import { type ReadOptions, readTable } from './read-table'
import { writeResults } from './write-results'

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(isBig ? bytes.swap16() : bytes)
}
type Bytes = string | Uint8Array<ArrayBuffer>

const anything: FeatureContract = { features: [] }

async function loaded(bytes: Bytes, contract = anything, options: ReadOptions = {}) {
  const read = await readTable(new Blob([bytes]), options)
  if (!read.ok) throw new Error(`${read.error.message} ${read.error.remedy}`)
  const table = read.value
  const plan = matchColumns(table, contract)
  const results = await prepare(table, plan, contract, async () => {})
  if (!results) throw new Error('stopped')
  const rows = Array.from({ length: results.count }, (_, row) => sentLine(cellsOf(rowLine(table, plan, row)), plan))
  return { table, plan, results, rows }
}

/** Name of the kind; the file; columns that are sent; rows as they are sent; what is said of it. */
const files: [kind: string, bytes: Bytes, names: string, rows: string[], notes: string[]][] = [
  [
    'Windows-1252, semicolons, decimal comma',
    latin('Stadt;Straße;Größe;Preis\r\nZürich;Seefeldstraße;3,5;1250,00\r\nGenève;Rue du Lac;4,0;990,50\r\n'),
    'Stadt,Straße,Größe,Preis',
    ['Zürich,Seefeldstraße,3.5,1250.00', 'Genève,Rue du Lac,4.0,990.50'],
    ['Windows-1252 (Latin-1)', 'semicolons between cells', 'decimal commas read as points'],
  ],
  [
    'Windows-1252',
    latin('city,a,b\r\nGenève,1,2\r\nZürich,3,4\r\n'),
    'city,a,b',
    ['Genève,1,2', 'Zürich,3,4'],
    ['Windows-1252 (Latin-1)'],
  ],
  [
    'UTF-16, little-endian, tabs',
    utf16('\uFEFFa\tb\r\n1.5\t2\r\n2.5\t3\r\n'),
    'a,b',
    ['1.5,2', '2.5,3'],
    ['UTF-16, little-endian', 'tabs between cells'],
  ],
  [
    'UTF-16, big-endian, tabs',
    utf16('\uFEFFa\tb\r\n1.5\t2\r\n', true),
    'a,b',
    ['1.5,2'],
    ['UTF-16, big-endian', 'tabs between cells'],
  ],
  ['UTF-16 without a mark', utf16('a,b\n1.5,é\n'), 'a,b', ['1.5,é'], ['UTF-16, little-endian']],
  ['UTF-8 with a mark', '\uFEFFa,b\n1,2\n', 'a,b', ['1,2'], []],
  [
    'Excel’s separator line',
    'sep=;\r\na;b\r\n1;2\r\n3;4\r\n',
    'a,b',
    ['1,2', '3,4'],
    ['Excel’s sep= line skipped', 'semicolons between cells'],
  ],
  [
    'Excel’s separator line in quotes',
    '"sep=\t"\na\tb\n1\t2\n',
    'a,b',
    ['1,2'],
    ['Excel’s sep= line skipped', 'tabs between cells'],
  ],
  ['pandas’ index', ',a,b\n0,1.5,2\n1,2.5,3\n', 'a,b', ['1.5,2', '2.5,3'], []],
  ['pandas’ index of a shuffled part', ',a,b\n7,1.5,2\n3,2.5,3\n', 'a,b', ['1.5,2', '2.5,3'], []],
  ['pandas’ index, written twice', 'Unnamed: 0,a,b\n0,1.5,2\n1,2.5,3\n', 'a,b', ['1.5,2', '2.5,3'], []],
  ['pandas’ index in tabs', '\ta\tb\n0\t1.5\t2\n1\t2.5\t3\n', 'a,b', ['1.5,2', '2.5,3'], ['tabs between cells']],
  ['R’s row names, which the header lacks', '"a","b"\n"1",1.5,2\n"2",2.5,3\n', 'a,b', ['1.5,2', '2.5,3'], []],
  [
    'a comment before the header',
    '# exported 2024-05-01\na,b\n1,2\n3,4\n',
    'a,b',
    ['1,2', '3,4'],
    ['1 comment line skipped'],
  ],
  ['comments anywhere', '# one, two\na,b\n1,2\n# end\n', 'a,b', ['1,2'], ['2 comment lines skipped']],
  [
    'NumPy’s commented header',
    '# a,b\n1,2\n3,4\n',
    'a,b',
    ['1,2', '3,4'],
    ['names taken from the comment line above the rows'],
  ],
  [
    'decimal comma without text',
    'sepal_length;sepal_width\n5,1;3,5\n6,2;2,9\n',
    'sepal_length,sepal_width',
    ['5.1,3.5', '6.2,2.9'],
    ['semicolons between cells', 'decimal commas read as points'],
  ],
  [
    'points of thousands',
    'a;b\n1.250,00;2\n990,50;3\n',
    'a,b',
    ['1250.00,2', '990.50,3'],
    ['semicolons between cells', 'decimal commas read as points', 'points between thousands left out'],
  ],
  [
    'decimal comma in tabs',
    'a\tb\n1,5\t2\n2,25\t3\n',
    'a,b',
    ['1.5,2', '2.25,3'],
    ['tabs between cells', 'decimal commas read as points'],
  ],
  [
    'whole thousands beside a decimal comma',
    'a;b\n1.250;3,5\n2.000;4,5\n',
    'a,b',
    ['1250,3.5', '2000,4.5'],
    ['semicolons between cells', 'decimal commas read as points', 'points between thousands left out'],
  ],
  [
    'decimal comma in quotes',
    'a,b\n"3,5",2\n"4,25",3\n',
    'a,b',
    ['3.5,2', '4.25,3'],
    ['decimal commas read as points'],
  ],
  [
    'thousands or decimals, which nothing shows',
    'a\tb\n1,250\t2\n12,500\t3\n',
    'a,b',
    ['"1,250",2', '"12,500",3'],
    ['tabs between cells'],
  ],
  ['a comma in every cell, and several', 'a,b\n"1,2,3",2\n"2,5",3\n', 'a,b', ['"1,2,3",2', '"2,5",3'], []],
  ['vertical bars', 'a|b\n1|x,y\n2|z\n', 'a,b', ['1,"x,y"', '2,z'], ['vertical bars between cells']],
  [
    'runs of blanks',
    'a    b   c\n1.0  2   3\n10.0 20  30\n',
    'a,b,c',
    ['1.0,2,3', '10.0,20,30'],
    ['blanks between cells'],
  ],
  [
    'pandas’ printed frame',
    '     a  b\n0  1.5  2\n1  2.5  3\n2  3.5  4\n',
    'a,b',
    ['1.5,2', '2.5,3', '3.5,4'],
    ['blanks between cells'],
  ],
  [
    'quoted commas and quotes',
    'id,Name,Age\n1,"Doe, Mr. John ""Jack""",male\n2,"Roe, Mrs. Jane (Ann)",x\n',
    'id,Name,Age',
    ['1,"Doe, Mr. John ""Jack""",male', '2,"Roe, Mrs. Jane (Ann)",x'],
    [],
  ],
  [
    'a delimiter at the end of every line',
    'a,b,\n1,2,\n3,4,\n',
    'a,b',
    ['1,2', '3,4'],
    ['1 empty column without a name left out'],
  ],
  [
    'a delimiter at the end of every row',
    'a,b\n1,2,\n3,4,\n5,6,\n',
    'a,b',
    ['1,2', '3,4', '5,6'],
    ['1 empty column without a name left out'],
  ],
  ['Excel’s empty rows', 'a,b\n1,2\n,\n3,4\n,\n', 'a,b', ['1,2', '3,4'], ['2 rows without any value skipped']],
  ['pandas’ index of joined frames', ',a,b\n0,1,x\n1,2,y\n0,3,x\n1,4,y\n', 'a,b', ['1,x', '2,y', '3,x', '4,y'], []],
  ['a header that is a question', 'age,How old?\n1,x\n2,y\n', 'age,How old?', ['1,x', '2,y'], []],
  ['years in the header', 'land,2019,2020\nNO,1.5,2\nSE,2.5,3\n', 'land,2019,2020', ['NO,1.5,2', 'SE,2.5,3'], []],
  ['numbers in the header', 'id,1,2\n7,0,1\n8,1,0\n', 'id,1,2', ['7,0,1', '8,1,0'], []],
  ['a header line in the middle', 'a,b\n1,2\na,b\n3,4\n', 'a,b', ['1,2', '3,4'], ['1 repeated header skipped']],
  ['a header whose second row has no number', 'a,b\n,x\n1,y\n', 'a,b', [',x', '1,y'], []],
  ['a header above words', 'city,kind\nOslo,Iris\nParis,Rose\n', 'city,kind', ['Oslo,Iris', 'Paris,Rose'], []],
  ['pandas’ numbered columns', '0,1,2\n5.1,3.5,1.4\n', '0,1,2', ['5.1,3.5,1.4'], []],
  [
    'digits as they were typed',
    'zip,x,big\n02134,1.50,900719925474099301\n00501,2.00,12345678901234567890.10\n',
    'zip,x,big',
    ['02134,1.50,900719925474099301', '00501,2.00,12345678901234567890.10'],
    [],
  ],
  [
    'JSON lines of 64-bit integers',
    '{"device_id":900719925474099301,"v":1.50}\n{"device_id":900719925474099357,"v":2.5}\n',
    'device_id,v',
    ['900719925474099301,1.50', '900719925474099357,2.5'],
    [],
  ],
  ['one line of JSON', '{"a":900719925474099301,"b":1.5}\n', 'a,b', ['900719925474099301,1.5'], []],
  ['a JSON list of records over lines', '[\n {"a": 1, "b": 2.50},\n {"a": 3, "b": 4}\n]', 'a,b', ['1,2.50', '3,4'], []],
  ['JSON lines with numbered members', '{"0":5.1,"1":3.5}\n{"0":4.9,"1":3}\n', '0,1', ['5.1,3.5', '4.9,3'], []],
  ['JSON of one record over lines', '{\n "a": 1,\n "b": 2.50\n}\n', 'a,b', ['1,2.50'], []],
  ['JSON records with other members', '[{"a":1},{"a":2,"b":3}]', 'a,b', ['1,', '2,3'], []],
  ['JSON lists below names', '["a","b"]\n[1,2]\n[3,4]\n', 'a,b', ['1,2', '3,4'], []],
  ['pandas’ split frame with a name twice', '{"columns":["a","a"],"data":[[1,2]]}', 'a,a', ['1,2'], []],
  ['pandas’ split frame with numbered columns', '{"columns":["2","0"],"data":[[1,2]]}', '2,0', ['1,2'], []],
  ['pandas’ split frame', '{"columns":["a","b"],"index":[0,1],"data":[[1,2],[3,4]]}', 'a,b', ['1,2', '3,4'], []],
]

describe('a file is sent as it was meant', () => {
  test.each(files)('batch: %s', async (_, bytes, names, rows, notes) => {
    const { table, plan, rows: sent } = await loaded(bytes)
    expect(plan.hasHeader).toBe(true)
    expect(plan.sent.map((place) => plan.names[place]).join(',')).toBe(names)
    expect(sent).toEqual(rows)
    expect(table.notes).toEqual(notes)
    const file = await (
      await writeResults({ table, plan, results: (await loaded(bytes)).results }, async () => {})
    ).text()
    expect(file).not.toMatch(/\uFFFD/)
    for (const cell of rows.flatMap(cellsOf)) expect(file).toContain(cell.replaceAll('"', '""'))
  })

  // A frame of another shape is a request body there, which has its own reader.
  test.each(files.filter(([kind]) => !kind.includes('JSON') && !kind.includes('split')))(
    'evidence: %s',
    async (_, bytes, names, rows, notes) => {
      const { text } = await textOf(new Blob([bytes]), 1_000_000)
      const evidence = readEvidence(text)
      if (!evidence.ok) throw new Error(evidence.error.message)
      expect(evidence.value.features.map(({ name }) => name).join(',')).toBe(names)
      const said = notes.filter((note) => !/^(Windows|UTF)/.test(note))
      expect(evidence.value.notes).toEqual(expect.arrayContaining(said))
      expect(rows).toContain(evidence.value.examples[0]?.value)
    },
  )

  test.each([
    ['UCI’s iris', '5.1,3.5,Iris-setosa\n4.9,3.0,Iris-setosa\n6.2,3.4,Iris-virginica\n'],
    ['years that are values', 'Ford,2019,30\nOpel,2020,20\n'],
    ['a gap in the first row', 'Oslo,,3\nParis,5,4\n'],
    ['an empty last column', '1,2,\n3,4,\n'],
    ['words in JSON lists', '["red","small"]\n["blue","large"]\n'],
    ['one JSON list over lines', '[5.1,\n 3.5]\n'],
  ])('a first row that has values is a row: %s', async (_, text) => {
    const { plan, rows } = await loaded(text)
    const evidence = readEvidence(text)
    const count = text.startsWith('[5.1') ? 1 : text.trim().split('\n').length
    expect([plan.hasHeader, rows.length]).toEqual([false, count])
    expect(evidence.ok && evidence.value.notes[0]).toBe(count === 1 ? '1 row' : `${count} rows`)
    expect(evidence.ok && evidence.value.features[0]?.name).toBe('feature_1')
  })

  test.each([
    ['never', 'a,b\n1,"x\n2,y\n3,z\n'],
    ['inside a cell', 'a,b\n1,2\n"big" house,1\nsmall,2\n"x",3\n'],
  ])('rows behind a quote that is closed %s are not lost in silence', async (_, text) => {
    const { results } = await loaded(text)
    expect([...results.reasons.values()]).toEqual([expect.stringMatching(/^a quote that opens a cell is not closed/)])
    const evidence = readEvidence(text)
    expect(evidence.ok ? '' : evidence.error.message).toMatch(/^Row \d: a quote that opens a cell is not closed/)
    expect(evidence.ok ? '' : evidence.error.remedy).toMatch(/quote/)
  })

  test('the start of a long file can end in the middle of a row', () => {
    const evidence = readEvidence('a,b\n1,x\n2,"y\nz', true)
    expect(evidence.ok && evidence.value.notes).toEqual(['1 row'])
  })

  test('a row of a JSON frame that has another width is refused, and no cell dropped', async () => {
    const { results } = await loaded('{"columns":["a","b"],"data":[[1,2],[3,4,5],[6]]}')
    expect([...results.reasons.keys()]).toEqual([1, 2])
  })

  test('rows without a header that have another width are counted in evidence', () => {
    const evidence = readEvidence('1,2\n3,4,5\n6,7\n')
    expect(evidence.ok && evidence.value.notes).toEqual(['2 rows', '1 row of another width left out'])
  })

  test('the same columns are sent with a contract', async () => {
    const contract: FeatureContract = {
      features: [
        { name: 'a', type: 'number' },
        { name: 'b', type: 'integer' },
      ],
    }
    for (const text of [',a,b\n0,1.5,2\n1,2.5,3\n', 'sep=;\na;b\n1,5;2\n2,5;3\n', '# x\na\tb\n1.5\t2\n2.5\t3\n']) {
      const { rows, results } = await loaded(text, contract)
      expect(rows).toEqual(['1.5,2', '2.5,3'])
      expect([...results.reasons]).toEqual([])
    }
  })

  test('the file that a contract was read from fits it, units in the header too', async () => {
    const text = 'sepal length (cm),width [mm]\n5.1,3.5\n4.9,3.0\n'
    const evidence = readEvidence(text)
    const features = evidence.ok ? evidence.value.features : []
    expect(features.map(({ name }) => name)).toEqual(['sepal length', 'width'])
    const { plan, rows, results } = await loaded(text, { features })
    expect([plan.problems, [...results.reasons], rows]).toEqual([[], [], ['5.1,3.5', '4.9,3.0']])
  })

  test('a column that the contract names is a feature, even if pandas made it', async () => {
    const { features } = { features: ['Unnamed: 0', 'a'].map((name) => ({ name, type: 'number' as const })) }
    expect((await loaded('Unnamed: 0,a\n0,1\n1,2\n', { features })).rows).toEqual(['0,1', '1,2'])
  })

  test('another encoding can be chosen', async () => {
    const bytes = new Uint8Array([...Buffer.from('a,b\n1,'), 0xef, 0xf0, 0x0a])
    expect((await loaded(bytes)).rows).toEqual(['1,ïð'])
    expect((await loaded(bytes, anything, { encoding: 'windows-1251' })).rows).toEqual(['1,пр'])
  })

  test('one byte late in a long file that is no UTF-8 changes how all of it is read', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row},plain`)
    const { table, rows: sent } = await loaded(latin(`id,city\n${rows.join('\n')}\n1,Genève\n`))
    expect([table.encoding, sent.length, sent.at(-1)]).toEqual(['windows-1252', 30_001, '1,Genève'])
  })

  test.each([
    ['1 1:0.5 3:2\n0 2:1.5\n', 'This is libsvm: a label, then index:value for each feature that is not zero.'],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'The file is an Excel workbook or another zip.'],
    [Buffer.from('PAR1xxxx'), 'The file is a Parquet file.'],
  ] as [Bytes, string][])('what is no table is named: %#', async (bytes, message) => {
    const read = await readTable(new Blob([bytes]))
    expect(read.ok ? '' : read.error.message).toBe(message)
    expect(read.ok ? '' : read.error.remedy).toBeTruthy()
  })

  test('libsvm is named in evidence too', () => {
    const read = readTableText('1 1:0.5 3:2\n0 2:1.5\n')
    expect(read.ok ? '' : read.error.message).toMatch(/^This is libsvm/)
  })
})

describe('a missing value', () => {
  const text = 'a,b\n22,7.25\n,8.05\n35,NaN\n'
  const of = (missing?: 'empty' | 'NaN' | 'null' | 'none'): FeatureContract => ({
    features: [
      { name: 'a', type: 'number', missing },
      { name: 'b', type: 'number', missing },
    ],
  })

  test.each([
    ['empty', ['22,7.25', ',8.05', '35,']],
    ['NaN', ['22,7.25', 'NaN,8.05', '35,NaN']],
    ['null', ['22,7.25', 'null,8.05', '35,null']],
  ] as const)('is sent as the feature says: %s', async (form, rows) => {
    const batch = await loaded(text, of(form))
    expect([...batch.results.reasons]).toEqual([])
    expect(batch.rows).toEqual(rows)
  })

  test('is sent as it was given where nobody said how', async () => {
    const batch = await loaded(text, of())
    expect([...batch.results.reasons]).toEqual([])
    expect(batch.rows).toEqual(['22,7.25', ',8.05', '35,NaN'])
  })

  test('is refused with the reason where the contract allows none', async () => {
    expect([...(await loaded(text, of('none'))).results.reasons.values()]).toEqual([
      'a is empty',
      'b is NaN, a missing value, and the contract allows none there',
    ])
  })

  test('is allowed where the training data had gaps', async () => {
    const evidence = readEvidence(text)
    const features = evidence.ok ? evidence.value.features : []
    expect(features.map(({ missing }) => missing)).toEqual(['empty', 'empty'])
    expect((await loaded(text, { features })).rows).toEqual(['22,7.25', ',8.05', '35,'])
  })
})

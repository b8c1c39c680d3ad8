/** Files as people have them, through both places that take a table: the evidence of a contract, and a batch. */
import { describe, expect, test } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { readEvidence } from '../model/profile/evidence'
import { readTableText } from '../model/profile/read-table'
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
  ['NumPy’s commented header', '# a,b\n1,2\n3,4\n', 'a,b', ['1,2', '3,4'], []],
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
    ['semicolons between cells', 'decimal commas read as points'],
  ],
  [
    'decimal comma in tabs',
    'a\tb\n1,5\t2\n2,25\t3\n',
    'a,b',
    ['1.5,2', '2.25,3'],
    ['tabs between cells', 'decimal commas read as points'],
  ],
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
  const of = (missing?: 'empty' | 'NaN' | 'null'): FeatureContract => ({
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

  test('is refused with the reason where the contract allows none', async () => {
    expect([...(await loaded(text, of())).results.reasons.values()]).toEqual([
      'a is empty',
      'b is NaN, a missing value, and the contract allows none: say there how it is sent',
    ])
  })

  test('is allowed where the training data had gaps', async () => {
    const evidence = readEvidence(text)
    const features = evidence.ok ? evidence.value.features : []
    expect(features.map(({ missing }) => missing)).toEqual(['empty', 'empty'])
    expect((await loaded(text, { features })).rows).toEqual(['22,7.25', ',8.05', '35,'])
  })
})

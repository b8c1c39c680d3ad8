import { describe, expect, it } from 'vitest'
import type { Feature } from '../contract/contract'
import { decodePasted, decodeRow } from './decode-row'
import { rowsOfPaste } from './pasted-rows'

const ab: Feature[] = [
  { name: 'a', type: 'number' },
  { name: 'b', type: 'number' },
]
const read = (text: string, features = ab) => {
  const row = decodeRow(features, text)
  return row.ok ? row.value : `${row.error.message} ${row.error.remedy}`
}

describe('a pasted row fills the form', () => {
  it.each([
    '1.5,2.5',
    '1.5\t2.5',
    '1,5\t2,5',
    '1,5;2,5',
    '1.5 2.5',
    '1.5\n2.5',
    '[1.5, 2.5]',
    '[[1.5, 2.5]]',
    '(1.5, 2.5)',
    '[1.5 2.5]',
    'array([1.5, 2.5])',
    'np.array([[1.5, 2.5]], dtype=np.float32)',
    '(np.float64(1.5), np.float64(2.5))',
    '{"a":1.5,"b":2.5}',
    "{'a': 1.5, 'b': 2.5}",
    '[{"a":1.5,"b":2.5}]',
    "[{'b': 2.5, 'a': 1.5, 'species': 'setosa'}]",
    '{"data": [[1.5, 2.5]]}',
    '{"instances": [{"a": 1.5, "b": 2.5}]}',
    '{"columns": ["b", "a"], "index": [0], "data": [[2.5, 1.5]]}',
    '{"dataframe_split": {"columns": ["b", "a"], "data": [[2.5, 1.5]]}}',
    '{"a": {"0": 1.5}, "b": {"0": 2.5}}',
    'Row(a=1.5, b=2.5)',
    "dict(a=1.5, b='2.5')",
    'a,b\n1.5,2.5',
    'b;a\r\n2,5;1,5\r\n',
    'b\ta\n2.5\t1.5\n',
    ',a,b\n0,1.5,2.5\n',
    'a    1.5\nb    2.5\nName: 0, dtype: float64',
    'a: 1.5\nb: 2.5',
    '(1.5, 2.5),',
    'c(1.5, 2.5)',
    'a=1.5, b=2.5',
    '     a    b\n0  1.5  2.5',
  ])('%j', (text) => expect(read(text)).toEqual({ a: '1.5', b: '2.5' }))

  it('keeps digits, and takes True, None and quoted signs', () => {
    const features: Feature[] = [
      { name: 'id', type: 'integer' },
      { name: 'zip', type: 'text' },
      { name: 'on', type: 'boolean' },
      { name: 'note', type: 'text' },
      { name: 'gap', type: 'number', missing: 'empty' },
    ]
    const expected = { id: '900719925474099301', zip: '02134', on: 'true', note: 'it\'s "x", 日', gap: '' }
    expect(read(`(900719925474099301, '02134', True, 'it\\'s "x", \\u65e5', None)`, features)).toEqual(expected)
    expect(
      read('{"id":900719925474099301,"zip":"02134","on":true,"note":"it\'s \\"x\\", 日","gap":null}', features),
    ).toEqual(expected)
    expect(read('[1.50, 1_000]')).toEqual({ a: '1.50', b: '1000' })
  })

  it('takes dates as Python prints them, and names with their unit', () => {
    const features: Feature[] = [
      { name: 'day', type: 'text' },
      { name: 'at', type: 'text' },
      { name: 'length', type: 'number', unit: 'cm' },
    ]
    const expected = { day: '2024-05-01', at: '2024-05-01 09:30:00', length: '1.5' }
    expect(read('(datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 1, 9, 30), 1.5)', features)).toEqual(expected)
    expect(read('day,at,length (cm)\n2024-05-01,2024-05-01 09:30:00,1.5', features)).toEqual(expected)
    expect(read('(pd.Interval(1, 2), "x", 1.5)', features)).not.toMatchObject({ day: '1' })
  })

  it('shows what is missing in a list, and no bracket in a value', () => {
    expect(read('[nan, 1]')).toEqual({ a: '', b: '1' })
  })

  it('says what is no feature', () => {
    const row = decodePasted(ab, "{'a': 1.5, 'b': 2.5, 'species': 'setosa'}")
    expect(row.ok && row.value.unused).toEqual(['species'])
  })

  it.each([
    ['1.5', 'The row has 1 value, and the model takes 2. The order is a, b.'],
    ['[1.5, 2.5, 3.5]', 'The row has 3 values, and the model takes 2. The order is a, b.'],
    ['1.5,2.5\n3.5,4.5', 'These are 2 rows, and the form takes one. Paste one of them, or all of them under Batch.'],
    ['[[1, 2], [3, 4]]', 'These are 2 rows, and the form takes one. Paste one of them, or all of them under Batch.'],
    [
      '{"a":[1,2],"b":[3,4]}',
      'These are 2 rows, and the form takes one. Paste one of them, or all of them under Batch.',
    ],
    [
      '{"columns":["a","b"],"data":[[1,2,3]]}',
      'The row has 3 values, and there are 2 names for it. Paste as many names as values.',
    ],
    ["{'a': 1.5}", 'The row has a and lacks b. Name every feature as the form does.'],
    ['0 1:1.5 2:2.5', 'This is libsvm, index:value for each feature. Paste every value, in the order a, b.'],
    [' ', 'Nothing to read. Paste 2 values, separated by commas.'],
  ])('%j is refused: %s', (text, said) => expect(read(text)).toBe(said))

  it.each([
    '['.repeat(200_000),
    '{"a":'.repeat(100_000),
    "'".repeat(200_000),
    '("'.repeat(100_000),
    `[${'\\'.repeat(200_000)}`,
  ])('what is broken throws nothing: %#', (text) => expect(typeof read(text)).toBe('string'))
})

describe('rows pasted where no columns are described', () => {
  it.each([
    ['1.50\t2\n3\t4', ['1.50,2', '3,4']],
    ['a\tb\n1,5\t2\n3,5\t4', ['1.5,2', '3.5,4']],
    ['1,5;2', ['1.5,2']],
    ['[[1.50, 2], [3, "a, b"]]', ['1.50,2', '3,"a, b"']],
    ['(1.5, None)', ['1.5,']],
    ["[{'a': 1.5, 'b': 2}]", ['1.5,2']],
    ['[{"a": 1, "b": 2}, {"b": 4, "a": 3}]', ['1,2', '3,4']],
    ['[{"a": 1}, {"b": 2}]', undefined],
    ['1.5,2', undefined],
    ['1.5 2', undefined],
    ['{"instances": [[1]]}', undefined],
  ])('%j', (text, rows) => expect(rowsOfPaste(text)).toEqual(rows))
})

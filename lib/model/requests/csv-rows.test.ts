import { expect, it } from 'vitest'
import { countRows } from '../../../lambda-template/src/request/rows'
import { cellsOf, headerOf } from '../profile/files/read-table'
import { rowsOf } from './csv-rows'

it.each<[string, string[]]>([
  ['1,2\n3,4', ['1,2', '3,4']],
  ['1,2\r\n\r\n 3,4 \n', ['1,2', ' 3,4 ']],
  ['1,"two\nlines"\n2,b', ['1,"two\nlines"', '2,b']],
  ['"say ""hi""\nagain",1\n2,b', ['"say ""hi""\nagain",1', '2,b']],
  ['5" pipe,1\n6" pipe,2', ['5" pipe,1', '6" pipe,2']],
  ['1,"not closed\n2,b\n', ['1,"not closed', '2,b']],
  ['"a"\n"b"', ['"a"', '"b"']],
  ['', []],
])('%j has these rows, and the function counts as many', (text, rows) => {
  expect(rowsOf(text)).toEqual(rows)
  expect(countRows(text)).toBe(rows.length)
})

it.each([[['a', 'b']], [['sepal length, in cm', 'b']], [['a;b', 'c|d', 'e']], [['say "hi"', 'b']]])(
  'reads the header of %j as these names',
  (names) => expect(cellsOf(headerOf(names))).toEqual([names]),
)

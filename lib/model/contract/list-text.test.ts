import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listOfText, textOfList } from './list-text'

/** Any text, and the signs that separate lists, cells and lines elsewhere. */
const anyText = oneof(
  string({ unit: 'binary' }),
  string({ unit: constantFrom(',', '"', '\n', '\r', ' ', '\\', ';', '|', '[', 'é', '=') }),
)

it('gives any list back as it was', () => {
  assert(
    property(array(anyText), (list) => {
      expect(listOfText(textOfList(list))).toEqual(list)
    }),
  )
})

describe('what a person types', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['setosa', ['setosa']],
    ['Iris, setosa\nIris, versicolor\n', ['Iris, setosa', 'Iris, versicolor']],
    [' a \r\n\r\n b ', ['a', 'b']],
    ['say "hi"', ['say "hi"']],
    ['"Portland, OR"\nOslo', ['Portland, OR', 'Oslo']],
    ['"hi" she said', ['"hi" she said']],
    ['"two\\nlines"\n""', ['two\nlines', '']],
    ['"not closed', ['"not closed']],
  ])('%j', (text, list) => expect(listOfText(text)).toEqual(list))
})

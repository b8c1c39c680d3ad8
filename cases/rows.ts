/**
 * Values of a row, each with its feature and whether it fits: what the console says before it sends a row, and what the
 * deployed function refuses if columns are enforced. The two share no code and are held against the same table.
 */
export interface ValueCase {
  feature: { name: string; type: 'number' | 'integer' | 'choice' | 'boolean' | 'text'; [more: string]: unknown }
  fits: string[]
  refused: string[]
}

const number = { name: 'length', type: 'number' } as const
const integer = { name: 'count', type: 'integer' } as const
const choice = { name: 'island', type: 'choice', choices: ['Biscoe', 'None', '1', '02134', 'A, B'] } as const
const missing = ['', 'NaN', 'nan', 'NA', 'null', 'None', '?']

export const valueCases: ValueCase[] = [
  {
    feature: number,
    fits: [
      ...['5.1', '+5', '-.5', '5.', '1e-05', '1E+400', '9007199254740993', '0.10000000000000000001', '02134', ' 5.1 '],
      ...missing,
    ],
    refused: [
      'Infinity',
      'abc',
      '5,1',
      '1 000',
      '0x10',
      '--5',
      '1e',
      '.',
      'true',
      '1_000',
      '٥',
      'nil',
      '\u0000',
      '5\u0000',
    ],
  },
  { feature: { ...number, min: 1, max: 2 }, fits: ['0', '-7', '1e9'], refused: ['one'] },
  { feature: { ...number, missing: 'NaN' }, fits: [...missing, '1'], refused: ['nil', 'x'] },
  { feature: { ...number, missing: 'none' }, fits: ['1'], refused: [...missing, ' '] },
  // Whole numbers in some rows are no rule.
  {
    feature: integer,
    fits: ['5', '-5', '5.0', '5.5', '1e3', '1e-3', '9007199254740993', '123456789012345678901234567890', ''],
    refused: ['five', 'true'],
  },
  {
    feature: choice,
    fits: ['Biscoe', 'None', '1', '1.0', '02134', 'A, B', ' Biscoe ', '', 'NaN'],
    refused: ['biscoe', 'Dream', '2134', '2', 'A,B'],
  },
  { feature: { ...choice, missing: 'empty' }, fits: ['', 'NaN', 'None'], refused: ['Dream'] },
  { feature: { ...choice, missing: 'none' }, fits: ['None', 'Biscoe'], refused: ['', 'NaN', 'Dream'] },
  // A list that was read from few rows is not all that there is; a histogram counts them.
  { feature: { ...choice, histogram: [40, 20, 20, 10, 9] }, fits: ['Dream', 'biscoe', '2134', ''], refused: [] },
  { feature: { ...choice, histogram: [40, 20, 20, 10, 10] }, fits: ['Biscoe', ''], refused: ['Dream'] },
  { feature: { name: 'any', type: 'choice' }, fits: ['x', 'None', ''], refused: [] },
  { feature: { name: 'any', type: 'choice', missing: 'none' }, fits: ['x', 'None'], refused: [''] },
  {
    feature: { name: 'job', type: 'choice', choices: ['clerk'] },
    fits: ['clerk', 'chef', 'None', '1', ''],
    refused: [],
  },
  {
    feature: { name: 'wild', type: 'boolean' },
    fits: ['true', 'False', '0', '1', '1.0', '0.0', ''],
    refused: ['yes', '2', '1.5'],
  },
  { feature: { name: 'wild', type: 'boolean', missing: 'null' }, fits: ['', 'null'], refused: ['maybe'] },
  { feature: { name: 'wild', type: 'boolean', missing: 'none' }, fits: ['true'], refused: ['', 'null'] },
  { feature: { name: 'note', type: 'text' }, fits: ['', 'NaN', '5.1', 'a, "b"\nc'], refused: [] },
  { feature: { name: 'note', type: 'text', missing: 'none' }, fits: ['NaN', 'x'], refused: [''] },
]

/**
 * Requests that nobody should send, with what becomes of them while columns are enforced: the code of a 400, or what reaches the
 * model. The model takes `a` and `b`, numbers, and `note`, a text.
 */
export interface RequestCase {
  name: string
  /** Absent: the rows are in the query. */
  type?: string
  /** Bytes, each as one character of Latin-1, that API Gateway gives as base64. */
  bytes?: string
  /** Text, as API Gateway gives it. */
  text?: string
  /** Values of the query parameter. */
  rows?: string[]
  named?: true
  refused?: string
  /** Left out: as it came. */
  reaches?: { type: string; body?: string }
}

const csv = 'text/csv'
const json = 'application/json'
const asJson = { type: json }
const asCsv = (body?: string) => ({ type: csv, body })
const form = (boundary: string) => `multipart/form-data; boundary=${boundary}`
const part = (boundary: string, content: string, more = 'name="file"; filename="x.csv"') =>
  `--${boundary}\r\nContent-Disposition: form-data; ${more}\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`

export const requestCases: RequestCase[] = [
  // Long values
  { name: 'a text of a megabyte', type: csv, text: `1,2,${'x'.repeat(1_000_000)}`, reaches: asCsv() },
  { name: 'a number of 100,000 digits', type: csv, text: `${'1'.repeat(100_000)},2,x`, reaches: asCsv() },
  { name: 'a megabyte of commas', type: csv, text: ','.repeat(1_000_000), refused: 'wrong_columns' },
  { name: 'a wrong row after many', type: csv, text: `${'1,2,x\n'.repeat(10_000)}1`, refused: 'wrong_columns' },
  { name: 'a long name', type: json, text: `{"${'n'.repeat(100_000)}": 1}`, named: true, refused: 'unknown_feature' },
  {
    name: 'many names',
    type: json,
    text: `{${Array.from({ length: 5_000 }, (_, index) => `"n${index}":1`)}}`,
    named: true,
    refused: 'unknown_feature',
  },
  // Signs that are no text
  { name: 'NUL in a number', type: csv, text: '1\0,2,x', refused: 'wrong_columns' },
  { name: 'NUL in a text', type: csv, text: '1,2,x\0y', reaches: asCsv() },
  { name: 'NUL in the query', rows: ['1,2,\0'], reaches: asCsv('1,2,\0') },
  { name: 'half a character', type: json, text: String.raw`{"data": [[1, 2, "\ud800"]]}`, refused: 'invalid_data' },
  {
    name: 'half a character by name',
    type: json,
    text: String.raw`{"a": 1, "b": 2, "note": "\udc00"}`,
    named: true,
    refused: 'invalid_value',
  },
  {
    name: 'half a character for the model',
    type: json,
    text: String.raw`{"instances": [[1, 2, "\ud800"]]}`,
    reaches: asJson,
  },
  {
    name: 'a character in two halves',
    type: json,
    text: String.raw`{"data": [[1, 2, "\ud83d\ude00"]]}`,
    reaches: asCsv('1,2,😀'),
  },
  { name: 'digits of another script', type: csv, text: '１,2,x', refused: 'wrong_columns' },
  // JSON
  {
    name: 'a key twice, the last wrong',
    type: json,
    text: '{"data": [[1,2,"x"]], "data": [[1]]}',
    refused: 'wrong_columns',
  },
  {
    name: 'a key twice, the last right',
    type: json,
    text: '{"data": [[1]], "data": [[1,2,"x"]]}',
    reaches: asCsv('1,2,x'),
  },
  { name: 'a prototype', type: json, text: '{"__proto__": {"data": [[1,2,"x"]]}}', reaches: asJson },
  {
    name: 'a prototype by name',
    type: json,
    text: '{"__proto__": 1, "a": 1}',
    named: true,
    refused: 'unknown_feature',
  },
  { name: 'a constructor', type: json, text: '{"constructor": 1}', reaches: asJson },
  { name: 'deep brackets', type: json, text: '['.repeat(100_000), refused: 'too_deep' },
  { name: 'brackets as deep as a tensor', type: json, text: `${'['.repeat(150)}${']'.repeat(150)}`, reaches: asJson },
  {
    name: 'numbers beyond a double',
    type: json,
    text: '{"data": [[1e999, -1e999, "x"]]}',
    reaches: asCsv('1e999,-1e999,x'),
  },
  {
    name: 'numbers beyond a double for the model',
    type: json,
    text: '{"instances": [[1e999, -1e999, "x"]]}',
    reaches: asJson,
  },
  {
    name: 'more digits than a double',
    type: json,
    text: '{"data": [[9223372036854775807, 0.10000000000000000001, "x"]]}',
    reaches: asCsv('9223372036854775807,0.10000000000000000001,x'),
  },
  { name: 'NaN of Python for the model', type: json, text: '{"instances": [[NaN, 1, "x"]]}', reaches: asJson },
  { name: 'NaN of Python in too few values', type: json, text: '{"instances": [[NaN, 1]]}', refused: 'wrong_columns' },
  {
    name: 'NaN of Python in rows',
    type: json,
    text: '{"data": [[NaN, 1, "NaN \\"Infinity"]]}',
    reaches: asCsv('NaN,1,"NaN ""Infinity"'),
  },
  {
    name: 'NaN of Python by name',
    type: json,
    text: '{"a": NaN, "b": 1, "note": "x"}',
    named: true,
    reaches: asCsv('NaN,1,x'),
  },
  { name: 'Infinity of Python', type: json, text: '{"data": [[-Infinity, 1, "x"]]}', refused: 'wrong_columns' },
  { name: 'a text that is never closed', type: json, text: `{"a": "${'\\"'.repeat(100_000)}`, refused: 'invalid_json' },
  { name: 'a boolean for a number', type: json, text: '{"instances": [[true, 2, "x"]]}', reaches: asJson },
  { name: 'a frame for rows', type: json, text: '{"data": {"a": 1}}', refused: 'invalid_data' },
  { name: 'a number alone', type: json, text: '5', reaches: asJson },
  { name: 'nothing in a list', type: json, text: '{"instances": []}', reaches: asJson },
  { name: 'JSON with a byte order mark', type: json, text: '\ufeff{"data": [[1,2,"x"]]}', reaches: asCsv('1,2,x') },
  // Rows
  { name: 'delimiters that are mixed', type: csv, text: '1,2,x\n1;2;x', refused: 'wrong_columns' },
  { name: 'a tab in a number', type: csv, text: '1\t2,3,x', refused: 'wrong_columns' },
  { name: 'a byte order mark', type: csv, text: '\ufeff1,2,x', reaches: asCsv() },
  { name: 'a byte order mark in the query', rows: ['\ufeff1,2,x'], reaches: asCsv('\ufeff1,2,x') },
  { name: 'UTF-16', type: csv, bytes: '\xff\xfe1\0,\x002\0,\0x\0', refused: 'wrong_encoding' },
  { name: 'Latin-1', type: csv, bytes: '1,2,caf\xe9', reaches: asCsv() },
  { name: 'a quote that is never closed', type: csv, text: '1,2,"x', reaches: asCsv() },
  { name: 'signs behind a quote', type: csv, text: '"1"x,2,x', refused: 'wrong_columns' },
  { name: 'a comma at the end', type: csv, text: '1,2,x,\n', refused: 'wrong_columns' },
  { name: 'a header alone', type: csv, text: 'a,b,note\n', refused: 'wrong_columns' },
  { name: 'a header and a row', type: csv, text: 'a,b,note\n1,2,x', reaches: asCsv() },
  {
    name: 'a type in capitals, with a parameter',
    type: 'TEXT/CSV; header=present',
    text: '1,2',
    refused: 'wrong_columns',
  },
  { name: 'no type, as Python sends a text', type: '', text: '1,2,x', reaches: asCsv() },
  { name: 'no type, and too few values', type: '', text: '1,2', refused: 'wrong_columns' },
  { name: 'no type, and JSON', type: '', text: '{"instances": [[1, 2, "x"]]}', reaches: asJson },
  { name: 'no type, and bytes', type: '', bytes: '\x93NUMPY', reaches: { type: 'application/octet-stream' } },
  {
    name: 'escapes that are none',
    type: 'application/x-www-form-urlencoded',
    text: 'data=1%2C2%2C%ZZ',
    reaches: asCsv('1,2,%ZZ'),
  },
  {
    name: 'a plus in a form',
    type: 'application/x-www-form-urlencoded',
    text: 'data=1e+05,2,x+y',
    reaches: asCsv('1e+05,2,x y'),
  },
  { name: 'a blank in a number', rows: ['1 5,2,x'], refused: 'blank_in_number' },
  // Forms
  {
    name: 'a boundary in quotes',
    type: form('"B C"'),
    bytes: `${part('B C', '1,2,x')}--B C--\r\n`,
    reaches: asCsv('1,2,x'),
  },
  {
    name: 'blanks behind a boundary',
    type: form('B'),
    bytes: `${part('B', '1,2,x').replace('--B\r', '--B  \r')}--B--`,
    reaches: asCsv('1,2,x'),
  },
  { name: 'a form without end', type: form('B'), bytes: part('B', '1,2,x'), refused: 'invalid_form' },
  { name: 'a form with an empty file', type: form('B'), bytes: `${part('B', '')}--B--`, refused: 'missing_data' },
  { name: 'a form with an empty part', type: form('B'), bytes: '--B\r\n\r\n\r\n--B--', refused: 'invalid_form' },
  { name: 'a form with nothing', type: form('B'), bytes: '--B--', refused: 'form_unread' },
  { name: 'a form without boundary', type: 'multipart/form-data', bytes: '--B--', refused: 'invalid_form' },
  { name: 'a boundary of no sign', type: form('""'), bytes: '----', refused: 'invalid_form' },
  {
    name: 'a form with line feeds alone',
    type: form('B'),
    bytes: `${part('B', '1,2,x').replaceAll('\r\n', '\n')}--B--`,
    refused: 'invalid_form',
  },
  {
    name: 'two files',
    type: form('B'),
    bytes: `${part('B', '1,2,x')}${part('B', '1,2,x')}--B--`,
    refused: 'invalid_form',
  },
  { name: 'too few values in a file', type: form('B'), bytes: `${part('B', '1,2')}--B--`, refused: 'wrong_columns' },
  {
    name: 'rows in fields',
    type: form('B'),
    bytes: `${part('B', '1,2,x', 'name="data"')}${part('B', '3,4,y', 'name="data"')}--B--`,
    reaches: asCsv('1,2,x\n3,4,y'),
  },
]

/** Bodies of base64 that is none, or of another alphabet: API Gateway sends none of them. */
export const brokenBase64 = ['MS*yLHg=', 'MSwyLHg_', 'MSwyLHg=x', '====']

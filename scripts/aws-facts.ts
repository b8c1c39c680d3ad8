/**
 * Prints the counts of AWS's recorded responses from their list: how many have rows, and why the others have none.
 * `npm run facts`; `sandbox/recorded/records.test.ts` holds the list and the document to it.
 */
import { countReasons, countRecords, readRecords } from '../sandbox/testing/records'

const list = readRecords()
const table = (head: string[], rows: (string | number)[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

console.log(
  table(
    ['service', 'records', 'with rows', 'left out'],
    countRecords(list).map(({ name, records, rows }) => [name, records, rows, records - rows]),
  ),
)
console.log(
  `\n${table(
    ['left out', 'why'],
    countReasons(list).map(({ reason, count }) => [count, reason]),
  )}`,
)

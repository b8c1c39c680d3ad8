/**
 * Times every parser of input from outside on 1, 3 and 10 MB of its worst input, each in a process that has seen the smaller
 * one. A ratio near 10 is linear; one near 100 is quadratic. What a size limit refuses says so.
 *
 *   npm run bench parsers, or node --import tsx bench/parsers.ts NAME…
 */

import { headOf, isLinear, parserCases, rowOf, timed } from './parser-cases'
import { type Row, report } from './row'

const wanted = process.argv.slice(2)
const rows: Row[] = []
process.stdout.write(headOf(['1 MB', '3 MB', '10 MB']))

for (const [name, input, parse] of parserCases) {
  if (wanted.length > 0 && !wanted.some((one) => name.includes(one))) continue
  await timed(parse, input(100_000))
  const small = await timed(parse, input(1_000_000))
  const middle = await timed(parse, input(3_000_000))
  const large = await timed(parse, input(10_000_000))
  process.stdout.write(rowOf(name, [small.ms, middle.ms, large.ms], large.said))
  rows.push({
    what: `Parser: ${name}`,
    measured: `${large.ms.toFixed(0)} ms for 10 MB`,
    peer: `${small.ms.toFixed(0)} ms for 1 MB`,
    ratio: large.ms / small.ms,
    goal: 'linear',
    met: isLinear(small.ms, large.ms),
  })
  if (!isLinear(small.ms, large.ms)) {
    process.stdout.write(
      `${name}: ten times the input takes ${(large.ms / small.ms).toFixed(0)} times as long, which is not linear\n`,
    )
    process.exitCode = 1
  }
}
report(rows)

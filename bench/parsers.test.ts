/**
 * Every parser of input from outside takes ten times the time for ten times its worst input. `npm run bench parsers` does
 * the same with 1 MB and 10 MB.
 */
import { afterAll, expect, it } from 'vitest'
import { headOf, isLinear, parserCases, rowOf, timed } from './parser-cases'

const [smallBytes, largeBytes] = [60_000, 600_000]
/** What else the process does, a collection of garbage for one, can come between; what is quadratic is so each time. */
const mostTries = 3

const rows: string[] = []
afterAll(() => {
  process.stdout.write(`\n${headOf(['60 kB', '600 kB'])}${rows.join('')}\n`)
})

it.each(parserCases)('%s', async (name, input, parse) => {
  const [small, large] = [input(smallBytes), input(largeBytes)]
  await timed(parse, small)
  let times = { small: 0, large: Number.POSITIVE_INFINITY }
  for (let tries = 0; tries < mostTries && !isLinear(times.small, times.large); tries += 1) {
    const [one, ten] = [await timed(parse, small), await timed(parse, large)]
    times = { small: one.ms, large: ten.ms }
    rows.push(rowOf(name, [one.ms, ten.ms], ten.said))
    expect(ten.said).not.toContain('FAILS')
  }
  expect(isLinear(times.small, times.large), rows.at(-1)).toBe(true)
})

it('a parser that is not linear is seen', async () => {
  const quadratic = (text: string) => {
    let found = 0
    for (let at = 0; at < text.length; at += 2) if (text.indexOf('b', at) < 0) found += 1
    return found
  }
  const [small, large] = ['a'.repeat(smallBytes), 'a'.repeat(largeBytes)]
  const ten = await timed(quadratic, large)
  // The least of several: in a few milliseconds whatever else the process does is as much.
  const ones = [await timed(quadratic, small), await timed(quadratic, small), await timed(quadratic, small)]
  const oneMs = Math.min(...ones.map(({ ms }) => ms))
  expect(isLinear(oneMs, ten.ms), rowOf('quadratic', [oneMs, ten.ms], ten.said)).toBe(false)
})

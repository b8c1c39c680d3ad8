import { expect, it } from 'vitest'
import { queriesOf, viewOf } from './queries'
import { timesOf } from './ranges'
import { sumOf, trafficOf, trafficSpan, trafficSubject } from './traffic'

const now = Date.UTC(2026, 10, 25, 10, 30)
const span = trafficSpan(now)
const times = timesOf(span)
const subject = trafficSubject('iris', { id: 'a1', name: 'iris-api', stage: 'prod' })

/** The traffic of values at hours, counted from the last one: 0 is the running hour. */
function trafficFrom(known: Record<string, Record<number, number>>) {
  const values = queriesOf(subject).map(({ id, name, stat }) => {
    const byHour = Object.entries(known[`${name} ${stat}`] ?? {})
    return [id, new Map(byHour.map(([hoursAgo, value]) => [times.at(-1 - Number(hoursAgo)) ?? 0, value]))] as const
  })
  return trafficOf(viewOf(subject, span, new Map(values)))
}

it('has the last 24 hours, and the sum of the 24 before', () => {
  const traffic = trafficFrom({ 'Count Sum': { 0: 5, 23: 7, 24: 11, 47: 13 }, '4XXError Sum': { 1: 2, 30: 9 } })
  expect(traffic.times).toHaveLength(24)
  expect([sumOf(traffic.requests), traffic.requestsBefore, sumOf(traffic.refused), sumOf(traffic.failed)]).toEqual([
    12, 24, 2, 0,
  ])
})

it('takes the calls of the console off requests and errors', () => {
  const traffic = trafficFrom({
    'Count Sum': { 0: 5, 24: 4 },
    'OwnRequests Sum': { 0: 3, 24: 4 },
    '4XXError Sum': { 0: 2 },
    'OwnRequests4XX Sum': { 0: 2 },
    '5XXError Sum': { 0: 2 },
    'OwnRequests5XX Sum': { 0: 1 },
  })
  expect([traffic.requests.at(-1), traffic.requestsBefore, traffic.refused.at(-1), traffic.failed.at(-1)]).toEqual([
    2, 0, 0, 1,
  ])
})

it('has no latency for an hour in which only the console called, and names its calls in the others', () => {
  const traffic = trafficFrom({
    'Count Sum': { 0: 5, 1: 2 },
    'OwnRequests Sum': { 0: 3, 1: 2 },
    'Latency p90': { 0: 86, 1: 900 },
  })
  expect(traffic.p90.slice(-2)).toEqual([null, 86])
  expect(traffic.ownInLatency?.counts.slice(-2)).toEqual([0, 3])
})

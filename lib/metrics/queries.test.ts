import { describe, expect, it } from 'vitest'
import { isQuiet, queriesOf, type Subject, viewOf } from './queries'
import { rangeOf, ranges, spanOf, timesOf } from './ranges'

const subject: Subject = {
  endpointName: 'iris',
  variants: [{ name: 'AllTraffic', serverless: false, gpu: false }],
  functionName: 'portico-iris',
  api: { id: 'abc1234567', name: 'iris-api', stage: 'prod' },
}

describe('a span', () => {
  it.each(ranges.map((range) => [range.id, range] as const))(
    '%s has whole periods up to now, at most 300',
    (_, range) => {
      const now = Date.UTC(2026, 10, 25, 10, 7, 31)
      const span = spanOf(range, now)
      const times = timesOf(span)
      expect(times.length * range.periodSeconds).toBe(range.seconds)
      expect(times.length).toBeLessThanOrEqual(300)
      expect(times.every((time) => time % (range.periodSeconds * 1000) === 0)).toBe(true)
      expect(now - (times.at(-1) ?? 0)).toBeLessThan(range.periodSeconds * 1000)
    },
  )
  it('is the last hour where nothing, or nonsense, is requested', () => {
    expect([rangeOf(undefined).id, rangeOf('2y').id, rangeOf('7d').id]).toEqual(['1h', '1h', '7d'])
  })
})

describe('the queries', () => {
  it('are one call: ids of their own, the dimensions that AWS publishes', () => {
    const queries = queriesOf(subject)
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length)
    expect(queries).toContainEqual(
      expect.objectContaining({
        namespace: 'AWS/ApiGateway',
        name: 'Latency',
        dimensions: { ApiName: 'iris-api', Stage: 'prod' },
        stat: 'p90',
      }),
    )
    expect(queries).toContainEqual(
      expect.objectContaining({
        namespace: 'AWS/SageMaker',
        name: 'ModelLatency',
        dimensions: { EndpointName: 'iris', VariantName: 'AllTraffic' },
      }),
    )
  })
  it.each([
    ['no public API', { ...subject, api: undefined, functionName: undefined }, /ApiGateway|Lambda/],
    ['serverless', { ...subject, variants: [{ name: 'A', serverless: true, gpu: false }] }, /sagemaker\/Endpoints/],
  ])('%s leaves out what is not there', (_, one, absent) => {
    expect(queriesOf(one).some(({ namespace }) => absent.test(namespace))).toBe(false)
  })
  it('of many variants stay within one call', () => {
    const variants = Array.from({ length: 10 }, (_, index) => ({ name: `v${index}`, serverless: false, gpu: true }))
    expect(queriesOf({ ...subject, variants }).length).toBeLessThan(500)
  })
})

describe('the view', () => {
  const span = spanOf({ seconds: 180, periodSeconds: 60 }, Date.UTC(2026, 10, 25, 10, 0, 30))
  const [first = 0, second = 0] = timesOf(span)
  const idOf = (name: string, stat: string) =>
    queriesOf(subject).find((one) => one.name === name && one.stat === stat)?.id ?? ''
  const view = viewOf(
    subject,
    span,
    new Map([
      [idOf('Count', 'Sum'), new Map([[second, 7]])],
      [idOf('ModelLatency', 'p90'), new Map([[first, 4_500]])],
    ]),
  )
  const line = (panel: string, label: string, percentile?: string) =>
    view.panels
      .find(({ id }) => id === panel)
      ?.lines.find((one) => one.label === label && one.percentile === percentile)
  it('counts nothing as 0, and knows no latency where nobody called', () => {
    expect(line('requests', 'Public API')?.values).toEqual([0, 7, 0])
    expect(line('latency', 'Model', 'p90')?.values).toEqual([4.5, null, null])
  })
  it('is quiet only where nobody called any hop', () => {
    expect(isQuiet(view)).toBe(false)
    expect(isQuiet(viewOf(subject, span, new Map()))).toBe(true)
  })
})

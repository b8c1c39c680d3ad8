import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Subject } from './lines'
import { isQuiet, queriesOf, viewOf } from './queries'
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

describe('the colors of a panel', () => {
  const css = readFileSync('app/tokens.css', 'utf8')
  const [light = '', dark = ''] = css.split('@variant dark')
  /** A color in Oklab, where the distance of two colors is how different they look. https://www.w3.org/TR/css-color-4/#ok-lab */
  const colorOf = (theme: string, name: string) => {
    const [lightness = 0, chroma = 0, hue = 0] = (theme.match(new RegExp(`${name}: oklch\\(([^)]+)\\)`))?.[1] ?? '')
      .split(' ')
      .map(Number)
    return [lightness, chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)] as const
  }
  it.each([
    ['light', light],
    ['dark', dark],
  ])('differ enough in the %s theme', (_, theme) => {
    const gpu = { ...subject, variants: [{ name: 'a', serverless: false, gpu: true }] }
    for (const { id, lines } of viewOf(gpu, spanOf({ seconds: 60, periodSeconds: 60 }, 0), new Map()).panels) {
      const names = [...new Set(lines.map(({ color }) => color))]
      for (const [index, one] of names.entries())
        for (const other of names.slice(index + 1)) {
          const [a, b] = [colorOf(theme, one), colorOf(theme, other)]
          expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${id}: ${one} and ${other}`).toBeGreaterThan(0.08)
        }
    }
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

describe('the console’s own calls', () => {
  const span = spanOf({ seconds: 180, periodSeconds: 60 }, Date.UTC(2026, 10, 25, 10, 0, 30))
  const times = timesOf(span)
  const two: Subject = {
    ...subject,
    variants: ['a', 'b'].map((name) => ({ name, serverless: false, gpu: false })),
  }
  /** Values by the metric, its statistic and, of a variant, its name. */
  const viewed = (of: Subject, known: Record<string, (number | undefined)[]>) => {
    const values = queriesOf(of).map(({ id, name, stat, dimensions }) => {
      const series =
        known[[name, stat, dimensions.VariantName].filter(Boolean).join(' ')] ?? known[`${name} ${stat}`] ?? []
      return [
        id,
        new Map(times.flatMap((time, at) => (series[at] === undefined ? [] : [[time, series[at]] as const]))),
      ] as const
    })
    const view = viewOf(of, span, new Map(values))
    return {
      view,
      line: (panel: string, label: string, percentile?: string) =>
        view.panels
          .find(({ id }) => id === panel)
          ?.lines.find((one) => one.label === label && one.percentile === percentile) ?? expect.unreachable(),
    }
  }

  it('are taken off errors of the model and the function, and off throttles, as far as their answers say so', () => {
    const { line } = viewed(subject, {
      'Invocation4XXErrors Sum': [3, 1],
      'OwnPredictions4XX Sum': [1, 1],
      'Invocation5XXErrors Sum': [4],
      'OwnPredictions5XX Sum': [1],
      'OwnUnclearPredictions Sum': [2],
      'Errors Sum': [5, 2],
      'OwnErrors Sum': [2],
      'OwnUnclearInvocations Sum': [1, 7],
      'Throttles Sum': [0, 4],
      'OwnThrottles Sum': [0, 3],
    })
    expect(line('errors', 'Model 4xx')).toMatchObject({ values: [2, 0, 0] })
    expect(line('errors', 'Model 4xx').own).toBeUndefined()
    expect(line('errors', 'Model 5xx')).toMatchObject({ values: [3, 0, 0], own: { atMost: true, counts: [2, 0, 0] } })
    expect(line('errors', 'Function errors')).toMatchObject({
      values: [3, 2, 0],
      own: { atMost: true, counts: [1, 2, 0] },
    })
    expect(line('limits', 'Function throttled')).toMatchObject({
      values: [0, 1, 0],
      own: { atMost: true, counts: [0, 1, 0] },
    })
  })

  it('stay in percentiles and maxima, which name them, and a period of none but them has no value', () => {
    const { line } = viewed(subject, {
      'Count Sum': [5, 2],
      'OwnRequests Sum': [1, 2],
      'Latency p90': [40, 900],
      'Invocations Sum': [5, 2],
      'OwnInvocations Sum': [2, 2],
      'OwnPredictions Sum': [3, 2],
      'Duration p90': [30, 800],
      'ConcurrentExecutions Maximum': [4, 2],
      'ModelLatency p90': [9_000, 700_000],
    })
    expect(line('latency', 'Public API', 'p90')).toMatchObject({
      values: [40, null, null],
      own: { atMost: false, counts: [1, 0, 0] },
    })
    expect(line('latency', 'Function', 'p90')).toMatchObject({ values: [30, null, null], own: { counts: [2, 0, 0] } })
    expect(line('limits', 'Concurrent, most')).toMatchObject({ values: [4, null, null], own: { counts: [2, 0, 0] } })
    expect(line('latency', 'Model', 'p90')).toMatchObject({ values: [9, null, null], own: { counts: [3, 0, 0] } })
  })

  it('are taken off all variants together; of which of them they were is not known, and each says so', () => {
    const { line, view } = viewed(two, {
      'Invocations Sum a': [4, 1],
      'Invocations Sum b': [2, 0],
      'OwnPredictions Sum': [3, 1],
      'ModelLatency p90 a': [9_000, 8_000],
    })
    expect(line('requests', 'Model, all variants').values).toEqual([3, 0, 0])
    expect(line('requests', 'Model a')).toMatchObject({ values: [4, 1, 0], own: { atMost: true, counts: [3, 1, 0] } })
    expect(line('requests', 'Model b')).toMatchObject({ values: [2, 0, 0], own: { atMost: true, counts: [2, 0, 0] } })
    expect(line('latency', 'Model a', 'p90')).toMatchObject({
      values: [9, 8, null],
      own: { atMost: true, counts: [3, 1, 0] },
    })
    expect(isQuiet(view)).toBe(false)
  })

  it('of several variants are no callers', () => {
    expect(isQuiet(viewed(two, { 'Invocations Sum a': [1], 'OwnPredictions Sum': [1] }).view)).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { defaultSpec } from '../../spec/defaults'
import { flatSpec, recordedSpec } from '../../spec/flat-spec'
import { withFields } from '../../spec/testing'
import { isSameSpec, type RecordedSpec, withOlder, withSpec } from './recorded-specs'

const spec = defaultSpec('iris', 'Real-time')
const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString()
const recorded = (n: number, definition = `d${n}`) => ({ at: day(n), definition, spec })
/** Writes the time of a version like Lambda. */
const ofFunction = (n: number) => ({ at: day(n).replace('Z', '+0000'), definition: '', spec })
const versionsOf = (recordedSpecs: RecordedSpec[]) =>
  recordedSpecs.map(({ version, at }) => `${version} ${new Date(at).getUTCDate()}`)

describe('a new spec', () => {
  it('comes first, and the oldest of ten goes', () => {
    const ten = Array.from({ length: 10 }, (_, index) => index + 1).reduce<RecordedSpec[]>(
      (kept, n) => withSpec(kept, recorded(n)),
      [],
    )
    expect(versionsOf(withSpec(ten, recorded(11)))).toEqual(
      Array.from({ length: 10 }, (_, index) => `w${11 - index} ${11 - index}`),
    )
  })
})

it('is the same spec, whatever the order in which its fields were filled in', () => {
  const target = { kind: 'async' as const, input: 's3://bucket/in', timeoutSeconds: 60, output: 's3://bucket/out' }
  const asynchronous = withFields(spec, { target })
  expect(isSameSpec(recordedSpec(flatSpec(asynchronous)), asynchronous)).toBe(true)
  expect(isSameSpec(asynchronous, withFields(spec, { target: { ...target, timeoutSeconds: 61 } }))).toBe(false)
  expect(isSameSpec(undefined, spec)).toBe(false)
})

describe('specs that a function kept', () => {
  it('are numbered from the oldest and listed from the newest', () => {
    expect(versionsOf(withOlder([], [ofFunction(3), ofFunction(1), ofFunction(2)]))).toEqual(['w3 3', 'w2 2', 'w1 1'])
  })

  it('stand at their own time among those that are there', () => {
    expect(versionsOf(withOlder([{ version: 'w1', ...recorded(2) }], [ofFunction(1), ofFunction(3)]))).toEqual([
      'w3 3',
      'w1 2',
      'w2 1',
    ])
  })

  it('push nothing newer out, however often those that found no place are brought again', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => ofFunction(12 - index))
    const first = withSpec(withOlder([], twelve), recorded(20))
    expect(versionsOf(first).map((one) => one.split(' ')[1])).toEqual([
      '20',
      '12',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
      '4',
    ])
    const missing = twelve.filter(({ at }) => !first.some((one) => one.at === at))
    const second = withSpec(withOlder(first, missing), recorded(21))
    expect(second.map(({ definition }) => definition).slice(0, 2)).toEqual(['d21', 'd20'])
    expect(versionsOf(second).map((one) => one.split(' ')[1])).toEqual([
      '21',
      '20',
      '12',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
    ])
  })
})

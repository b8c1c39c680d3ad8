import { describe, expect, it } from 'vitest'
import { defaultSpec } from '@/lib/spec/defaults'
import { valuesOf } from '../values/form-values'
import { settingGroups } from './setting-groups'
import { changedFrom, countWords, cutAt, matches, pathsWithoutPlace, questionPaths, settings } from './settings'

const values = valuesOf(defaultSpec('iris-xgboost', 'Real-time'))

it('has a place for every field of the form, and one only', () => {
  expect(pathsWithoutPlace(values)).toEqual([])
  expect(pathsWithoutPlace({ ...values, request: { ...values.request, planted: 1 }, another: '' })).toEqual([
    'request.planted',
    'another',
  ])
  const all = [...Object.values(questionPaths).flat(), ...settings.flatMap(({ paths }) => [...paths])]
  expect(all.filter((path, index) => all.indexOf(path) !== index)).toEqual([])
})

it('draws the settings group by group', () => {
  const places = settings.map(({ group }) => settingGroups.indexOf(group))
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

describe('what is changed', () => {
  it.each([
    [{}, []],
    [{ waitSeconds: '60' }, ['wait']],
    [{ accessLog: true, corsOrigins: 'https://acme.dev' }, ['corsOrigins', 'accessLog']],
    // What an option that is off would be is no change.
    [{ alarmPercent: '9', cacheSeconds: '5', roleArn: 'arn:aws:iam::123456789012:role/a' }, []],
    [{ request: { ...values.request, methods: 'get' as const } }, ['methods']],
  ])('%o', (change, ids) =>
    expect(changedFrom(values, { ...values, ...change }, settings).map(({ id }) => id)).toEqual(ids),
  )
  it.each([
    [0, 14, '14 settings at their defaults'],
    [0, 1, '1 setting at its default'],
    [2, 14, '2 changed, 12 at their defaults'],
    [13, 14, '13 changed, 1 at its default'],
    [3, 3, '3 changed'],
  ])('%i of %i: %s', (changed, total, words) => expect(countWords(changed, total)).toBe(words))
})

it.each([
  ['TimeoutInMillis', ['wait']],
  ['cors', ['corsOrigins']],
  ['dns record', ['domain']],
  ['  SOURCEIP ', ['allowedIps']],
  ['no such setting', []],
])('the filter finds %s', (query, ids) =>
  expect(settings.filter((one) => matches(one, query)).map(({ id }) => id)).toEqual(ids),
)

it.each([
  ['Wait for the model', '', ['Wait for the model']],
  ['Timeout, TimeoutInMillis', 'time', ['', 'Time', 'out, ', 'Time', 'outInMillis']],
  ['aaa', 'aa', ['', 'aa', 'a']],
])('cuts %s at %s', (text, query, parts) => expect(cutAt(text, query)).toEqual(parts))

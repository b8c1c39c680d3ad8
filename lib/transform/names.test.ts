import { describe, expect, it } from 'vitest'
import { isJobOf, jobNameAt, placesOf } from './names'

const at = new Date('2026-11-25T03:15:00Z')
const long = 'a'.repeat(63)

describe('names of transform jobs', () => {
  it.each(['iris', 'iris-v2', long, `${'ab-'.repeat(20)}x`])('of %s fit SageMaker and are found again', (name) => {
    const job = jobNameAt(name, at)
    expect(job).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/)
    expect(job.endsWith('-20261125031500')).toBe(true)
    expect(isJobOf(name, job)).toBe(true)
  })
  it.each([
    ['iris', 'iris-v2'],
    [long, `${'a'.repeat(62)}b`],
  ])('of %s are not those of %s', (one, other) => expect(isJobOf(one, jobNameAt(other, at))).toBe(false))
  it.each(['', 'portico', '/portico/'])('lie below the folder %j', (folder) => {
    const root = folder ? 'portico/job' : 'job'
    expect(placesOf('b', folder, 'job')).toEqual({
      inputKey: `${root}/input/rows.csv`,
      sourceKey: `${root}/source.csv`,
      manifestKey: `${root}/manifest.json`,
      outputUri: `s3://b/${root}/output`,
    })
  })
})

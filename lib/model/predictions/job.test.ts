import { describe, expect, it } from 'vitest'
import { jobOf, jobUrl } from './job'

const job = '0a1b2c3d-0000-4000-8000-123456789abc'

describe('the job of an answer', () => {
  it.each([
    ['that is one', 202, `{"status":"pending","job":"${job}"}`, job],
    ['with another status', 200, `{"job":"${job}"}`, undefined],
    ['whose name is none', 202, '{"job":"../secret"}', undefined],
    ['without one', 202, '{}', undefined],
    ['that is null', 202, 'null', undefined],
    ['that is no JSON', 202, 'accepted', undefined],
  ])('%s', (_, status, body, expected) => expect(jobOf({ status, body })).toBe(expected))
})

it.each(['https://a.dev/prod/iris', 'https://a.dev/prod/iris?data=1,2'])('%s is called again by job', (url) =>
  expect(jobUrl(url, job)).toBe(`https://a.dev/prod/iris?job=${job}`),
)

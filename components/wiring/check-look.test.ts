import { describe, expect, it } from 'vitest'
import { healthOf, healthSummary, sentenceOf, worstOf } from './check-look'
import type { ResourceView } from './types'

type Checked = Pick<ResourceView, 'health' | 'unchecked'>

const healthy: Checked = { health: 'healthy' }
const partly: Checked = { health: 'healthy', unchecked: ['attached policies are not checked'] }
const changed: Checked = { health: 'changed' }
const changedPartly: Checked = { health: 'changed', unchecked: ['function URLs are not checked'] }
const missing: Checked = { health: 'missing' }

describe('the health of resources', () => {
  it.each([
    [[healthy, healthy], '2 of 2 healthy', 'healthy'],
    [[healthy, partly, partly], '1 of 3 healthy, 2 partly checked', 'partly'],
    [[healthy, partly, changed], '1 of 3 healthy, 1 partly checked', 'changed'],
    [[healthy, changedPartly], '1 of 2 healthy', 'changed'],
    [[partly, changed, missing], '0 of 3 healthy, 1 partly checked', 'missing'],
    [[{ ...healthy, unchecked: [] }], '1 of 1 healthy', 'healthy'],
    [[], '0 of 0 healthy', undefined],
  ])('%j: %s, at worst %s', (resources, summary, worst) => {
    expect(healthSummary(resources)).toBe(summary)
    expect(worstOf(resources)).toBe(worst)
  })

  it('is never healthy if something could not be read', () => {
    expect([healthy, partly, changedPartly, missing].map(healthOf)).toEqual(['healthy', 'partly', 'changed', 'missing'])
  })
})

it('says in a sentence what could not be checked', () => {
  const reason = 'because the console is not allowed to call iam:GetRole on arn:aws:iam::123456789012:role/one'
  expect(sentenceOf(`attached policies are not checked, ${reason}`)).toBe(
    `Attached policies are not checked, ${reason}.`,
  )
})

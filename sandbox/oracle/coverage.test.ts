import { expect, it } from 'vitest'
import { uncovered } from './coverage'

it('names what no test saw succeed, and what none saw refused', () => {
  const services = [{ signingName: 'iam', operations: { GetRole: 1, ListRoles: 1, TagRole: 1 } }]
  const operations = new Map([
    ['iam:GetRole', { successes: 3, errors: 1 }],
    ['iam:ListRoles', { successes: 2, errors: 0 }],
  ])
  expect(uncovered(services, { operations })).toEqual([
    'iam:ListRoles: no test sees it refused',
    'iam:TagRole: no test sees it succeed',
    'iam:TagRole: no test sees it refused',
  ])
})

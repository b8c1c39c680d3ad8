import { expect, it } from 'vitest'
import { acceleratedInstance } from './accelerated'

it.each([
  [['ml.g5.xlarge'], 'ml.g5.xlarge'],
  [['ml.m5.large', 'ml.p4d.24xlarge'], 'ml.p4d.24xlarge'],
  [['ml.inf2.xlarge'], 'ml.inf2.xlarge'],
  [['ml.trn1.2xlarge'], 'ml.trn1.2xlarge'],
  [['ml.m5.large', 'ml.c7i.large', 'ml.r5.large', 'ml.t2.medium'], undefined],
  [[undefined], undefined],
])('of %j it is %s', (types, found) =>
  expect(acceleratedInstance(types.map((instanceType) => ({ instanceType })))).toBe(found),
)

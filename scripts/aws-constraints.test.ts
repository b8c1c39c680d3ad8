import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { matcherOf, scriptPattern } from '../sandbox/kernel/constraints/pattern'
import { refusing } from '../sandbox/kernel/constraints/services'
import type { Constraints } from '../sandbox/kernel/constraints/table'
import { judgePattern } from './checks/lib/judge-pattern.mjs'

const folder = 'sandbox/constraints'
const shapes = readdirSync(folder).flatMap((file) =>
  Object.values((JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Constraints).shapes),
)
const differing = Object.values(refusing).flatMap(({ differences = {} }) => Object.values(differences))
const patterns = new Set([...shapes, ...differing].flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])))

it('every pattern of the models takes linear time', () => {
  const slow = [...patterns].filter(
    (pattern) => matcherOf(pattern).engine !== 'RE2' && judgePattern(scriptPattern(pattern).source, 'u'),
  )
  expect(patterns.size).toBeGreaterThan(100)
  expect(slow).toEqual([])
})

/** docs/drift.md against AWS's own models: every member that AWS shows of a resource has a row that says what becomes of it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'

interface Shape {
  shape?: string
  members?: Record<string, Shape>
  value?: Shape
  /** The type of a list item. */
  member?: Shape
}
interface Model {
  operations: Record<string, { output?: Shape }>
  shapes: Record<string, Shape>
}

const load = createRequire(import.meta.url)
const models: Record<string, Model> = {
  apigateway: load('aws-sdk/apis/apigateway-2015-07-09.min.json'),
  iam: load('aws-sdk/apis/iam-2010-05-08.min.json'),
  lambda: load('aws-sdk/apis/lambda-2015-03-31.min.json'),
  monitoring: load('aws-sdk/apis/monitoring-2010-08-01.min.json'),
}

const text = readFileSync(new URL('../../docs/drift.md', import.meta.url), 'utf8')

/** The names in the first column of each table below its marker. */
const tables = [...text.matchAll(/<!-- (\w+) (\w+)([.\w*]*) -->\n\n((?:\|.*\n)+)/g)].map(
  ([, service = '', operation = '', path = '', rows = '']) => ({
    of: `${service} ${operation}${path}`,
    members: membersOf(service, operation, path.split('.').slice(1)),
    named: namesIn(rows),
  }),
)

function namesIn(rows: string): string[] {
  return rows
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
}

function membersOf(service: string, operation: string, path: string[]): string[] {
  const model = models[service]
  const whole = (shape: Shape | undefined): Shape =>
    shape?.shape ? (model?.shapes[shape.shape] ?? shape) : (shape ?? {})
  const end = path.reduce(
    (shape, name) => whole(name === '*' ? shape.value : shape.members?.[name]),
    whole(model?.operations[operation]?.output),
  )
  return Object.keys((end.member ? whole(end.member) : end).members ?? {})
}

describe('the list of what can be changed', () => {
  it('has a table for each kind of resource that Portico makes', () => {
    expect(tables).toHaveLength(18)
  })

  it.each(tables)('names all that AWS shows by $of, and nothing else', ({ members, named }) => {
    expect(members.length).toBeGreaterThan(0)
    expect(named.toSorted()).toEqual(members.toSorted())
  })

  it('names every call that sets or adds something on a function', () => {
    const calls = Object.keys(models.lambda?.operations ?? {}).filter((one) => /^(Add|Create|Put|Update)/.test(one))
    expect(calls.length).toBeGreaterThan(0)
    expect(calls.filter((one) => !text.includes(`\`${one}\``))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { type EndpointTargets, startingTarget, targetChoices } from './target-choices'

const one: EndpointTargets = { kind: 'Real-time', variants: [{ name: 'AllTraffic', weight: 1 }] }
const two = { ...one, variants: [{ name: 'A' }, { name: 'B' }] }
const many = { ...one, multiModel: { prefix: 's3://b/models/', models: ['a.tar.gz', 'b.tar.gz'] } }
const unread = { ...one, multiModel: { prefix: 's3://b/models/', models: [], unread: 'denied' } }
const parts: EndpointTargets = {
  ...one,
  components: {
    names: [
      { name: 'new', status: 'Creating' },
      { name: 'old', status: 'InService' },
    ],
  },
}
const later: EndpointTargets = { ...one, kind: 'Async', asynchronous: { output: 's3://b/out' } }

describe('the targets of an endpoint', () => {
  it.each<[string, EndpointTargets, string[], object | undefined]>([
    ['with one variant', one, ['endpoint'], undefined],
    ['that is serverless', { ...one, kind: 'Serverless' }, ['endpoint'], undefined],
    ['with two variants', two, ['endpoint', 'variant'], undefined],
    ['with many models', many, ['model'], { kind: 'model', models: ['a.tar.gz'] }],
    ['with many models that nobody can list', unread, ['model'], { kind: 'model', models: [] }],
    ['with components', parts, ['component'], { kind: 'component', component: 'old' }],
    [
      'that is asynchronous',
      later,
      ['async'],
      { kind: 'async', input: 's3://b/out/portico-requests/', timeoutSeconds: 900 },
    ],
  ])('%s', (_, targets, allowed, start) => {
    const choices = targetChoices(targets)
    expect(choices.filter(({ reason }) => reason === undefined).map(({ kind }) => kind)).toEqual(allowed)
    for (const { reason } of choices) expect(reason ?? 'Allowed.').toMatch(/^[A-Z].*\.$/)
    expect(startingTarget(targets)).toEqual(start)
  })
})

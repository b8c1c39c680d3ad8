import { expect, it } from 'vitest'
import { defaultSpec } from '../../spec/defaults'
import type { WiringSpec } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import type { CalledEndpoint } from './call-costs'
import { triesByItself } from './first-try'

type Facts = Parameters<typeof triesByItself>[0]

const endpoint = (change: Partial<CalledEndpoint> = {}, count = 1): CalledEndpoint => ({
  status: 'InService',
  kind: 'Real-time',
  variants: [{ name: 'A', currentInstanceCount: count } as CalledEndpoint['variants'][number]],
  ...change,
})
const open = { detected: { isOpen: true } }
const plain = defaultSpec('iris', 'Real-time')
const column = { name: 'a', type: 'number' as const }
const live = (change: Parameters<typeof withFields>[1]): Partial<Facts> => ({ deployed: withFields(plain, change) })

it.each<[what: string, tries: boolean, facts: Partial<Facts>]>([
  ['a first deploy of which it is open what to send', true, open],
  ['one of which it is known', false, { detected: { isOpen: false } }],
  ['one that refused calls of this hour', false, { detected: { isOpen: true, wasRefused: true } }],
  ['one whose reads failed', false, {}],
  ['one that updates and goes on answering', true, { ...open, endpoint: endpoint({ status: 'Updating' }) }],
  [
    'a serverless one, whose calls cost as any caller’s',
    true,
    { ...open, endpoint: endpoint({ kind: 'Serverless' }, 0) },
  ],
  ['one that is being created', false, { ...open, endpoint: endpoint({ status: 'Creating' }) }],
  ['one that failed', false, { ...open, endpoint: endpoint({ status: 'Failed' }) }],
  ['an asynchronous one', false, { ...open, endpoint: endpoint({ kind: 'Async' }) }],
  ['one that is scaled to none', false, { ...open, endpoint: endpoint({}, 0) }],
  ['a component without a copy', false, { detected: { isOpen: true, noCopy: true } }],
  ['somebody who can deploy nothing', false, { ...open, obstacle: 'Only deployers can deploy.' }],
  ['a form that shows a deploy’s steps', false, { ...open, replay: true }],
  ['a live API without a sample', true, live({})],
  ['a live API with a sample', false, live({ sampleRow: '1,2' })],
  ['a live API whose features a person described', false, live({ contract: { features: [column] } })],
  [
    'a live API that takes text',
    false,
    live({ contract: { features: [], input: { kind: 'text', wrap: 'inputs', parameters: [] } } }),
  ],
  ['a live API of other JSON without an example', true, live({ contract: { features: [], input: { kind: 'json' } } })],
  ['a live API of another variant', false, live({ target: { kind: 'variant', variant: 'B' } })],
  ['a live API that calls another endpoint', false, live({ targetEndpoint: 'iris-2' })],
  [
    'a live API whose answers an address gives',
    false,
    live({ integration: { kind: 'http', url: 'https://example.com/' } }),
  ],
  ['an adopted URL', false, { deployed: { ...plain, adopted: {} as WiringSpec['adopted'] } }],
  ['a live API without a sample, scaled to none', false, { ...live({}), endpoint: endpoint({}, 0) }],
])('%s is tried: %s', (_, tries, facts) => {
  expect(triesByItself({ endpoint: endpoint(), replay: false, ...facts })).toBe(tries)
})

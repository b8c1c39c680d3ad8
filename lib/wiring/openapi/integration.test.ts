import { describe, expect, it } from 'vitest'
import { defaultSpec } from '../../spec/defaults'
import { withFields } from '../../spec/testing'
import { definitionOf } from '../plan/desired-of'
import { integrationOf } from './integration'
import { operationsOf } from './request'

const target = { accountId: '123456789012', region: 'eu-central-1', partition: 'aws' }
const definition = definitionOf(
  { target, consoleOrigin: 'https://console.acme.dev' },
  withFields(defaultSpec('iris', 'Real-time'), { integration: { kind: 'direct' } }),
)

interface Mapped {
  statusCode: string
  responseParameters: Record<string, string>
}

describe('the answers of SageMaker', () => {
  it.each(operationsOf(definition.request))('of $verb each have one of ours', (operation) => {
    const { responses, integration } = integrationOf(definition, operation)
    const replies = Object.entries((integration as { responses: Record<string, Mapped> }).responses)
    const responseTo = (status: number) =>
      replies
        .filter(([pattern]) => new RegExp(`^(${pattern})$`).test(String(status)))
        .map(([, { statusCode }]) => statusCode)
    const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)
    expect(statuses.filter((status) => responseTo(status).length !== 1)).toEqual([])
    expect([400, 413, 424, 429, 500, 503, 530].flatMap(responseTo)).toEqual([
      '400',
      '413',
      '424',
      '429',
      '500',
      '503',
      '500',
    ])
    // API Gateway keeps answers by their status.
    expect(Object.keys(responses)).toHaveLength(replies.length)
    const again = replies.filter(([, one]) => one.responseParameters['method.response.header.Retry-After'] === "'1'")
    expect(again.map(([, { statusCode }]) => statusCode)).toEqual(['429', '503'])
  })
})

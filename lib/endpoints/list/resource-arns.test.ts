import { expect, it } from 'vitest'
import { defaultSpec } from '../../spec/defaults'
import type { ResourceType } from '../../wiring/state/resource-types'
import { arnOfResource } from './resource-arns'

const target = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' }
const wiring = { restApiId: 'k3x9q2hd7f', resourceId: 'r1', resourcePath: 'iris', stage: 'prod', deploymentId: 'd1' }

it.each<[ResourceType, string]>([
  ['iam-role', 'arn:aws:iam::123456789012:role/portico-us-east-1-iris'],
  ['log-group', 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/portico-iris'],
  ['lambda-function', 'arn:aws:lambda:us-east-1:123456789012:function:portico-iris'],
  ['lambda-alias', 'arn:aws:lambda:us-east-1:123456789012:function:portico-iris:live'],
  ['rest-api', 'arn:aws:apigateway:us-east-1::/restapis/k3x9q2hd7f'],
  ['api-definition', 'arn:aws:apigateway:us-east-1::/restapis/k3x9q2hd7f/resources/r1/methods/ANY'],
  ['deployment', 'arn:aws:apigateway:us-east-1::/restapis/k3x9q2hd7f/deployments/d1'],
  ['stage', 'arn:aws:apigateway:us-east-1::/restapis/k3x9q2hd7f/stages/prod'],
  ['invoke-permission', 'arn:aws:execute-api:us-east-1:123456789012:k3x9q2hd7f/*/*/iris'],
])('knows the ARN of the %s', (type, arn) => {
  expect(arnOfResource({ type, name: '' }, wiring, 'iris', target)).toBe(arn)
})

it('knows those of a domain name and of its path', () => {
  const domain = { name: 'iris.acme.dev', basePath: 'v1', certificateArn: '' }
  const arnOf = (type: ResourceType, name: string, basePath = 'v1') => {
    const spec = { ...defaultSpec('iris', 'Real-time'), domain: { ...domain, basePath } }
    return arnOfResource({ type, name }, { ...wiring, spec }, 'iris', target)
  }
  const named = 'arn:aws:apigateway:us-east-1::/domainnames/iris.acme.dev'
  expect(arnOf('domain-name', 'iris.acme.dev')).toBe(named)
  expect(arnOf('base-path', '/v1')).toBe(`${named}/basepathmappings/v1`)
  expect(arnOf('base-path', '/', '')).toBe(`${named}/basepathmappings/(none)`)
})

it('knows none where the API is not there', () => {
  expect(arnOfResource({ type: 'stage', name: 'prod' }, {}, 'iris', target)).toBeUndefined()
})

/**
 * The role of the demo's models, as the console of SageMaker makes it: buckets with `sagemaker` in their name, and no others.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
import type { World } from '../../kernel/types'
import { iamState } from '../iam/state'

const name = 'AmazonSageMaker-ExecutionRole'
const path = '/service-role/'

export const executionRoleArn = (accountId: string) => `arn:aws:iam::${accountId}:role${path}${name}`

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}

const buckets = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:AbortMultipartUpload'],
      Resource: 'arn:aws:s3:::*sagemaker*',
    },
  ],
}

export function seedExecutionRole(world: World, accountId: string): void {
  const createdAt = Date.now() - 400 * 24 * 3_600_000
  iamState(world, accountId).roles.set(name.toLowerCase(), {
    name,
    id: `AROA${accountId}SAGE`,
    arn: executionRoleArn(accountId),
    path,
    createdAt,
    trustChangedAt: createdAt,
    trustPolicy: JSON.stringify(trust),
    maxSessionSeconds: 3600,
    tags: new Map(),
    policies: new Map([['AmazonSageMaker-ExecutionPolicy', JSON.stringify(buckets)]]),
    attached: new Set(),
  })
}

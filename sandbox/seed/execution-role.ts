/**
 * The role of the demo's models, as the console of SageMaker makes it: buckets with `sagemaker` in their name, and no others.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
import { partitionOf } from '../kernel/partition'
import type { World } from '../kernel/types'
import { iamState } from '../services/iam/state'

interface Place {
  accountId: string
  region: string
}

const name = 'AmazonSageMaker-ExecutionRole'
const path = '/service-role/'

export const executionRoleArn = ({ accountId, region }: Place) =>
  `arn:${partitionOf(region)}:iam::${accountId}:role${path}${name}`

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}

const bucketsOf = ({ region }: Place) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:AbortMultipartUpload'],
      Resource: `arn:${partitionOf(region)}:s3:::*sagemaker*`,
    },
  ],
})

export function seedExecutionRole(world: World, place: Place): void {
  const { accountId } = place
  const createdAt = Date.now() - 400 * 24 * 3_600_000
  iamState(world, accountId).roles.set(name.toLowerCase(), {
    name,
    id: `AROA${accountId}SAGE`,
    arn: executionRoleArn(place),
    path,
    createdAt,
    trustChangedAt: createdAt,
    trustPolicy: JSON.stringify(trust),
    maxSessionSeconds: 3600,
    tags: new Map(),
    policies: new Map([['AmazonSageMaker-ExecutionPolicy', JSON.stringify(bucketsOf(place))]]),
    attached: new Set(),
  })
}

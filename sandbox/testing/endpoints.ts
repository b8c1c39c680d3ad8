/** Endpoints of every kind, made through the SDK, for tests. */

import { CreateRoleCommand, type IAMClient } from '@aws-sdk/client-iam'
import {
  type AsyncInferenceConfig,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateInferenceComponentCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  DescribeInferenceComponentCommand,
  type ProductionVariant,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker'
import { partitionOf } from '../kernel/partition'
import { until } from './wait'

interface Where {
  sagemaker: SageMakerClient
  accountId: string
  region: string
}

const roleName = 'AmazonSageMaker-ExecutionRole'

/** Gives the ARN of the role that seeded accounts have; `createExecutionRole` makes it in others. */
export const executionRole = ({ accountId, region }: Pick<Where, 'accountId' | 'region'>): string =>
  `arn:${partitionOf(region)}:iam::${accountId}:role/service-role/${roleName}`

/** SageMaker takes it after a while, as on AWS: retry `createModel` until it does. */
export async function createExecutionRole(iam: IAMClient): Promise<void> {
  const Principal = { Service: 'sagemaker.amazonaws.com' }
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }]
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  await iam.send(new CreateRoleCommand({ RoleName: roleName, Path: '/service-role/', AssumeRolePolicyDocument }))
}

/** @param artifact `iris-xgboost`; with `prefix` a multi-model container of everything below it */
export async function createModel(where: Where, ModelName: string, artifact: string, prefix = false): Promise<void> {
  await where.sagemaker.send(
    new CreateModelCommand({
      ModelName,
      ExecutionRoleArn: executionRole(where),
      PrimaryContainer: {
        Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
        Mode: prefix ? 'MultiModel' : 'SingleModel',
        ModelDataUrl: `s3://sandbox-models/${artifact}${prefix ? '' : '/model.tar.gz'}`,
      },
    }),
  )
}

/** In service when it settles. */
export async function createEndpoint(
  where: Where,
  EndpointName: string,
  variants: ProductionVariant[],
  AsyncInferenceConfig?: AsyncInferenceConfig,
): Promise<void> {
  const { sagemaker } = where
  const EndpointConfigName = `${EndpointName}-config`
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ExecutionRoleArn: variants.some((one) => !one.ModelName) ? executionRole(where) : undefined,
      ProductionVariants: variants,
      AsyncInferenceConfig,
    }),
  )
  await sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }))
  await until(
    () => sagemaker.send(new DescribeEndpointCommand({ EndpointName })),
    ({ EndpointStatus }) => EndpointStatus === 'InService',
  )
}

export const variantOf = (VariantName: string, ModelName?: string, InitialVariantWeight = 1): ProductionVariant => ({
  VariantName,
  ModelName,
  InitialVariantWeight,
  InstanceType: 'ml.m5.large',
  InitialInstanceCount: 1,
})

/** In service when it settles. */
export async function createComponent(
  { sagemaker }: Where,
  InferenceComponentName: string,
  EndpointName: string,
  ModelName: string,
): Promise<void> {
  await sagemaker.send(
    new CreateInferenceComponentCommand({
      InferenceComponentName,
      EndpointName,
      VariantName: 'AllTraffic',
      Specification: { ModelName, ComputeResourceRequirements: { MinMemoryRequiredInMb: 1024 } },
      RuntimeConfig: { CopyCount: 1 },
    }),
  )
  await until(
    () => sagemaker.send(new DescribeInferenceComponentCommand({ InferenceComponentName })),
    (found) => found.InferenceComponentStatus === 'InService',
  )
}

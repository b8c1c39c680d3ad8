/**
 * Transform jobs of an endpoint's model. AWS is the state: they are found again by their names, and ours by their tags.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
 */
import {
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  ListTagsCommand,
  ListTransformJobsCommand,
  type SageMakerClient,
  StopTransformJobCommand,
  type TransformInstanceType,
} from '@aws-sdk/client-sagemaker'
import { Refusal } from '../errors'
import { belongsTo, deployedByTag, endpointTag, managedTag, personToTag } from '../spec/names'
import { isJobOf, jobPrefix, placesOf } from './names'
import type { TransformJob } from './types'

export interface TransformOrder {
  endpointName: string
  jobName: string
  modelName: string
  bucket: string
  folder: string
  instanceType: string
  instanceCount: number
  /** For a model that takes one row a request. */
  oneRowAtATime: boolean
}

/** Small enough for any container, and some ten thousand rows at once. */
const payloadMb = 1

/** Throws AWS's errors: ResourceLimitExceeded, ResourceInUse, ValidationException. */
export async function createJob(sagemaker: SageMakerClient, order: TransformOrder, person: string): Promise<void> {
  const { inputKey, outputUri } = placesOf(order.bucket, order.folder, order.jobName)
  const tags = { [managedTag]: '1', [endpointTag]: order.endpointName, [deployedByTag]: personToTag(person) }
  await sagemaker.send(
    new CreateTransformJobCommand({
      TransformJobName: order.jobName,
      ModelName: order.modelName,
      BatchStrategy: order.oneRowAtATime ? 'SingleRecord' : 'MultiRecord',
      MaxPayloadInMB: payloadMb,
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${order.bucket}/${inputKey}` } },
        ContentType: 'text/csv',
        SplitType: 'Line',
      },
      TransformOutput: { S3OutputPath: outputUri, AssembleWith: 'Line' },
      TransformResources: {
        InstanceType: order.instanceType as TransformInstanceType,
        InstanceCount: order.instanceCount,
      },
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  )
}

/** The endpoint's newest jobs, newest first. Throws AWS's errors. */
export async function listJobs(sagemaker: SageMakerClient, endpointName: string): Promise<TransformJob[]> {
  const { TransformJobSummaries = [] } = await sagemaker.send(
    new ListTransformJobsCommand({
      NameContains: jobPrefix(endpointName),
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
      MaxResults: 10,
    }),
  )
  return TransformJobSummaries.filter((job) => isJobOf(endpointName, job.TransformJobName ?? '')).map((job) => ({
    name: job.TransformJobName ?? '',
    status: job.TransformJobStatus as TransformJob['status'],
    createdAt: (job.CreationTime ?? new Date(0)).toISOString(),
    endedAt: job.TransformEndTime?.toISOString(),
    failureReason: job.FailureReason,
  }))
}

/** Only a job that has our tags for this endpoint. Throws AWS's errors, and a refusal for a foreign job. */
export async function describeOwnJob(sagemaker: SageMakerClient, endpointName: string, jobName: string) {
  const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: jobName }))
  const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: job.TransformJobArn }))
  const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]))
  if (!belongsTo(tags, endpointName))
    throw new Refusal({
      code: 'foreign',
      message: `Transform job ${jobName} was not started here for ${endpointName}.`,
      remedy: 'Look after it where it was started.',
    })
  return job
}

/** Throws what `describeOwnJob` throws, and ValidationException where it has ended. */
export async function stopJob(sagemaker: SageMakerClient, endpointName: string, jobName: string): Promise<void> {
  await describeOwnJob(sagemaker, endpointName, jobName)
  await sagemaker.send(new StopTransformJobCommand({ TransformJobName: jobName }))
}

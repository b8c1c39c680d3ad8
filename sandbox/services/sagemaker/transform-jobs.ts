/** Transform jobs and their life. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html */
import { AwsError } from '../../kernel/errors'
import type { Call, Operation } from '../../kernel/types'
import { isAssumableBy } from '../iam/evaluate'
import { listPage } from './page'
import { arnOf, type Model, stateOf, type TransformJob, type TransformRequest } from './state'
import { checkTransform } from './transform-checks'
import { runTransform } from './transform-run'
import { checkTags, validation } from './validate'

/** AWS takes some minutes until the instance is there and has pulled the image; here it is half one, before the time scale. */
const startingMs = 30_000
const stoppingMs = 4_000

/** Instances of one type that transform jobs of an account can use at a time: of accelerators none, as in a new account. */
const quotaOf = (instanceType: string) => (/^ml\.(p|g|inf|trn)/.test(instanceType) ? 0 : 4)

function checkQuota({ InstanceType, InstanceCount }: TransformRequest['TransformResources'], call: Call): void {
  const used = [...stateOf(call).transformJobs.values()]
    .filter((job) => job.status === 'InProgress' && job.request.TransformResources.InstanceType === InstanceType)
    .reduce((sum, job) => sum + job.request.TransformResources.InstanceCount, 0)
  const quota = quotaOf(InstanceType)
  if (used + InstanceCount <= quota) return
  throw new AwsError(
    'ResourceLimitExceeded',
    `The account-level service limit '${InstanceType} for transform job usage' is ${quota} Instances, with current utilization of ${used} Instances and a request delta of ${InstanceCount} Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`,
  )
}

function modelOf(name: string, call: Call): Model {
  const model = stateOf(call).models.get(name)
  if (!model) throw validation(`Could not find model "${arnOf(call, 'model', name)}".`)
  if (!isAssumableBy(call.world, model.executionRoleArn ?? '', 'sagemaker.amazonaws.com'))
    throw validation(
      `Could not assume role ${model.executionRoleArn}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
    )
  return model
}

const create: Operation = (input, call) => {
  const name = String(input.TransformJobName)
  const request = checkTransform(input)
  const tags = checkTags(input.Tags)
  const model = modelOf(request.ModelName, call)
  const state = stateOf(call)
  const arn = arnOf(call, 'transform-job', name)
  if ([...state.transformJobs.keys()].some((known) => known.toLowerCase() === name.toLowerCase()))
    throw new AwsError(
      'ResourceInUse',
      `Job name must be unique within an AWS account and region, and a transform job with this name already exists (${arn})`,
    )
  checkQuota(request.TransformResources, call)
  const now = Date.now()
  const job: TransformJob = { name, arn, createdAt: now, modifiedAt: now, status: 'InProgress', request }
  state.transformJobs.set(name, job)
  state.tags.set(arn, tags)
  void live(job, model, call)
  return { TransformJobArn: arn }
}

async function live(job: TransformJob, model: Model, call: Call): Promise<void> {
  await call.world.clock.wait(startingMs)
  if (job.status !== 'InProgress') return
  job.startedAt = Date.now()
  const reason = await runTransform(job, model, call)
  if (job.status === 'InProgress') end(job, reason === undefined ? 'Completed' : 'Failed', reason)
}

function end(job: TransformJob, status: TransformJob['status'], reason?: string): void {
  job.status = status
  job.failureReason = reason
  job.endedAt = Date.now()
  job.modifiedAt = job.endedAt
}

function jobOf(input: { TransformJobName?: unknown }, call: Call): TransformJob {
  const name = String(input.TransformJobName)
  const job = stateOf(call).transformJobs.get(name)
  if (!job)
    throw new AwsError(
      'ResourceNotFound',
      `Could not find requested job with name: ${arnOf(call, 'transform-job', name)}`,
    )
  return job
}

const stop: Operation = (input, call) => {
  const job = jobOf(input, call)
  if (job.status !== 'InProgress')
    throw validation(`The request was rejected because the transform job is in status ${job.status}.`)
  job.status = 'Stopping'
  job.modifiedAt = Date.now()
  void call.world.clock.wait(stoppingMs).then(() => end(job, 'Stopped'))
  return {}
}

const date = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms))

export const transformOperations: Record<string, Operation> = {
  CreateTransformJob: create,
  StopTransformJob: stop,
  DescribeTransformJob: (input, call) => {
    const job = jobOf(input, call)
    return {
      TransformJobName: job.name,
      TransformJobArn: job.arn,
      TransformJobStatus: job.status,
      FailureReason: job.failureReason,
      ...job.request,
      CreationTime: new Date(job.createdAt),
      TransformStartTime: date(job.startedAt),
      TransformEndTime: date(job.endedAt),
    }
  },
  ListTransformJobs: (input, call) => {
    const { items, NextToken } = listPage('ListTransformJobs', [...stateOf(call).transformJobs.values()], input)
    return {
      TransformJobSummaries: items.map((job) => ({
        TransformJobName: job.name,
        TransformJobArn: job.arn,
        CreationTime: new Date(job.createdAt),
        TransformEndTime: date(job.endedAt),
        LastModifiedTime: new Date(job.modifiedAt),
        TransformJobStatus: job.status,
        FailureReason: job.failureReason,
      })),
      NextToken,
    }
  },
}

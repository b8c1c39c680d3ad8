/**
 * Model Monitor's schedules and data quality jobs. https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-quality.html
 * A schedule is kept and never runs: only what its baseline says is of use here.
 */
import { AwsError } from '../../kernel/errors'
import type { Operation } from '../../kernel/types'
import { listPage } from './page'
import { arnOf, type MonitoringSchedule, stateOf } from './state'
import { checkTags, validation } from './validate'

const inUse = (message: string) => new AwsError('ResourceInUse', message)
const notFound = (message: string) => new AwsError('ResourceNotFound', message)

const createJobDefinition: Operation = (input, call) => {
  const name = String(input.JobDefinitionName)
  const arn = arnOf(call, 'data-quality-job-definition', name)
  const state = stateOf(call)
  if (state.jobDefinitions.has(name)) throw inUse(`Job definition already exists: ${arn}`)
  const { Tags, ...kept } = input
  const tags = checkTags(Tags)
  state.jobDefinitions.set(name, { name, arn, createdAt: Date.now(), input: kept })
  state.tags.set(arn, tags)
  return { JobDefinitionArn: arn }
}

const createSchedule: Operation = (input, call) => {
  const name = String(input.MonitoringScheduleName)
  const arn = arnOf(call, 'monitoring-schedule', name)
  const state = stateOf(call)
  if (state.schedules.has(name)) throw inUse(`Monitoring schedule already exists: ${arn}`)
  const config = input.MonitoringScheduleConfig ?? {}
  const definition = config.MonitoringJobDefinitionName
  const inline = config.MonitoringJobDefinition
  if (!definition === !inline)
    throw validation('Give one of MonitoringJobDefinition and MonitoringJobDefinitionName in MonitoringScheduleConfig.')
  const known = definition && state.jobDefinitions.get(definition)
  if (definition && !known) throw validation(`Could not find job definition "${definition}".`)
  const [watched] = inline?.MonitoringInputs ?? [known?.input.DataQualityJobInput]
  const tags = checkTags(input.Tags)
  state.schedules.set(name, {
    name,
    arn,
    createdAt: Date.now(),
    endpointName: watched?.EndpointInput?.EndpointName,
    monitoringType: config.MonitoringType ?? 'DataQuality',
    jobDefinitionName: definition,
    config,
  })
  state.tags.set(arn, tags)
  return { MonitoringScheduleArn: arn }
}

const summary = (one: MonitoringSchedule) => ({
  MonitoringScheduleName: one.name,
  MonitoringScheduleArn: one.arn,
  MonitoringScheduleStatus: 'Scheduled',
  MonitoringType: one.monitoringType,
  CreationTime: new Date(one.createdAt),
  LastModifiedTime: new Date(one.createdAt),
  EndpointName: one.endpointName,
})

export const monitoringOperations: Record<string, Operation> = {
  CreateDataQualityJobDefinition: createJobDefinition,
  DescribeDataQualityJobDefinition: (input, call) => {
    const name = String(input.JobDefinitionName)
    const found = stateOf(call).jobDefinitions.get(name)
    if (!found) throw notFound(`Could not find job definition "${name}".`)
    return { ...found.input, JobDefinitionArn: found.arn, CreationTime: new Date(found.createdAt) }
  },
  CreateMonitoringSchedule: createSchedule,
  DescribeMonitoringSchedule: (input, call) => {
    const name = String(input.MonitoringScheduleName)
    const found = stateOf(call).schedules.get(name)
    if (!found) throw notFound(`Could not find monitoring schedule "${name}".`)
    return { ...summary(found), MonitoringScheduleConfig: found.config }
  },
  ListMonitoringSchedules: (input, call) => {
    const { EndpointName, ...page } = input
    const all = [...stateOf(call).schedules.values()].filter(
      (one) => EndpointName === undefined || one.endpointName === EndpointName,
    )
    const { items, NextToken } = listPage(`ListMonitoringSchedules ${EndpointName ?? ''}`, all, page)
    return {
      MonitoringScheduleSummaries: items.map((one) => ({
        ...summary(one),
        MonitoringJobDefinitionName: one.jobDefinitionName,
      })),
      NextToken,
    }
  },
}

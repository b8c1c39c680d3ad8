/** What the demo's endpoints have left in S3: captured calls of one, a model package and a monitor's baseline of another. */
import { dnsSuffixOf } from '../kernel/partition'
import type { World } from '../kernel/types'
import { tarGz } from '../models/archive'
import { constraintsOf, statisticsOf } from '../models/baseline'
import { artifact, containerFor } from '../models/catalog'
import { wholeBody } from '../models/containers/container'
import { cars, penguins, split } from '../models/data/data'
import { bucketNamed, putObject } from '../services/s3/store'
import { arnOf, type DataCapture, sagemakerState } from '../services/sagemaker/state'
import { keepCall } from '../services/sagemaker-runtime/capture'
import { executionRoleArn } from './execution-role'

interface Place {
  accountId: string
  region: string
}

const bucketOf = ({ accountId, region }: Place) => `sagemaker-${region}-${accountId}`
const callsKept = 40
const rowsACall = 5
const hourMs = 3_600_000

export async function seedEvidence(world: World, place: Place): Promise<void> {
  await seedCapture(world, place)
  seedPackage(world, place)
  seedMonitor(world, place)
}

/** Calls of the last hours, answered by the model itself. */
async function seedCapture(world: World, place: Place): Promise<void> {
  const endpointName = 'penguin-species-ll'
  const capture: DataCapture = {
    EnableCapture: true,
    InitialSamplingPercentage: 100,
    DestinationS3Uri: `s3://${bucketOf(place)}/data-capture`,
    CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
    CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'], JsonContentTypes: ['application/json'] },
  }
  const config = sagemakerState(world, place).configs.get(`${endpointName}-config`)
  const container = containerFor(artifact('penguin-species'))
  if (!config || !container) return
  config.dataCapture = capture
  const { held } = split(penguins())
  for (let call = 0; call < callsKept; call += 1) {
    const rows = Array.from(
      { length: rowsACall },
      (_, index) => held.rows[(call * rowsACall + index) % held.rows.length],
    )
    const body = Buffer.from(rows.map((row) => row?.join(',')).join('\n'))
    const response = await container({ body, contentType: 'text/csv', accept: '' })
    keepCall(world, capture, {
      accountId: place.accountId,
      endpointName,
      variantName: 'AllTraffic',
      at: Date.now() - 3 * hourMs - (callsKept - call) * 1_000,
      input: { contentType: 'text/csv', body },
      output: { contentType: response.contentType, body: await wholeBody(response.body) },
    })
  }
}

const carsName = 'auto-mpg-forest'
const baselineFolder = 'model-monitor/auto-mpg/baseline'

function seedPackage(world: World, place: Place): void {
  const state = sagemakerState(world, place)
  const model = state.models.get(`${carsName}-model`)
  const [container] = model?.containers ?? []
  if (!model || !container) return
  const data = split(cars()).train
  const bucket = bucketNamed(world, place.accountId, bucketOf(place))
  const json = (key: string, value: object) =>
    putObject(bucket, key, Buffer.from(JSON.stringify(value, null, 2)), 'application/json', model.createdAt)
  json(`${baselineFolder}/statistics.json`, statisticsOf(data))
  json(`${baselineFolder}/constraints.json`, constraintsOf(data))
  const sample = data.rows.slice(0, 5).map((row) => row.join(','))
  putObject(
    bucket,
    'auto-mpg/payload.tar.gz',
    tarGz('payload.csv', sample.join('\n')),
    'application/x-tar',
    model.createdAt,
  )
  const name = 'auto-mpg'
  const arn = arnOf(place, 'model-package', name)
  const source = { ContentType: 'application/json', S3Uri: `s3://${bucket.name}/${baselineFolder}` }
  state.packages.set(arn, {
    name,
    arn,
    createdAt: model.createdAt,
    input: {
      ModelPackageName: name,
      InferenceSpecification: {
        Containers: [{ Image: container.Image, ModelDataUrl: container.ModelDataUrl }],
        SupportedContentTypes: ['text/csv', 'application/json'],
        SupportedResponseMIMETypes: ['application/json', 'text/csv'],
      },
      SamplePayloadUrl: `s3://${bucket.name}/auto-mpg/payload.tar.gz`,
      DriftCheckBaselines: {
        ModelDataQuality: {
          Statistics: { ...source, S3Uri: `${source.S3Uri}/statistics.json` },
          Constraints: { ...source, S3Uri: `${source.S3Uri}/constraints.json` },
        },
      },
    },
  })
  state.tags.set(arn, {})
  container.ModelPackageName = arn
}

function seedMonitor(world: World, place: Place): void {
  const state = sagemakerState(world, place)
  const createdAt = Date.now() - 30 * 24 * hourMs
  const uri = (path: string) => ({ S3Uri: `s3://${bucketOf(place)}/${path}` })
  const definition = 'auto-mpg-data-quality'
  const definitionArn = arnOf(place, 'data-quality-job-definition', definition)
  const input = { EndpointInput: { EndpointName: carsName, LocalPath: '/opt/ml/processing/input' } }
  state.jobDefinitions.set(definition, {
    name: definition,
    arn: definitionArn,
    createdAt,
    input: {
      JobDefinitionName: definition,
      DataQualityBaselineConfig: {
        StatisticsResource: uri(`${baselineFolder}/statistics.json`),
        ConstraintsResource: uri(`${baselineFolder}/constraints.json`),
      },
      // AWS's own: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-pre-built-container.html
      DataQualityAppSpecification: {
        ImageUri: `156813124566.dkr.ecr.${place.region}.${dnsSuffixOf(place.region)}/sagemaker-model-monitor-analyzer`,
      },
      DataQualityJobInput: input,
      DataQualityJobOutputConfig: {
        MonitoringOutputs: [
          { S3Output: { ...uri('model-monitor/auto-mpg/reports'), LocalPath: '/opt/ml/processing/output' } },
        ],
      },
      JobResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 } },
      RoleArn: executionRoleArn(place),
    },
  })
  const name = 'auto-mpg-hourly'
  const arn = arnOf(place, 'monitoring-schedule', name)
  state.schedules.set(name, {
    name,
    arn,
    createdAt,
    endpointName: carsName,
    monitoringType: 'DataQuality',
    jobDefinitionName: definition,
    config: {
      ScheduleConfig: { ScheduleExpression: 'cron(0 * ? * * *)' },
      MonitoringJobDefinitionName: definition,
      MonitoringType: 'DataQuality',
    },
  })
  state.tags.set(definitionArn, {})
  state.tags.set(arn, {})
}

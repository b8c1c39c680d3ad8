/** Finds where AWS keeps evidence of an endpoint's features: capture, the monitor's baseline, the model package. */
import {
  DescribeDataQualityJobDefinitionCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeMonitoringScheduleCommand,
  ListMonitoringSchedulesCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker'

export interface EvidencePlace {
  title: string
  uri: string
  /** A folder of captured calls rather than one object. */
  folder?: boolean
}

const mostSchedules = 3

const placed = (title: string, uri: string | undefined): EvidencePlace[] => (uri ? [{ title, uri }] : [])

/** Throws AWS's errors. */
export async function capturePlaces(sagemaker: SageMakerClient, name: string): Promise<EvidencePlace[]> {
  const { DataCaptureConfig, EndpointName = name } = await sagemaker.send(
    new DescribeEndpointCommand({ EndpointName: name }),
  )
  const uri = DataCaptureConfig?.DestinationS3Uri
  return uri ? [{ title: 'Data capture', uri: `${uri.replace(/\/$/, '')}/${EndpointName}/`, folder: true }] : []
}

/** Baselines of the endpoint's newest schedules. Throws AWS's errors. */
export async function baselinePlaces(sagemaker: SageMakerClient, name: string): Promise<EvidencePlace[]> {
  const { MonitoringScheduleSummaries = [] } = await sagemaker.send(
    new ListMonitoringSchedulesCommand({ EndpointName: name, MaxResults: mostSchedules }),
  )
  const places = await Promise.all(
    MonitoringScheduleSummaries.filter((one) => (one.MonitoringType ?? 'DataQuality') === 'DataQuality').map((one) =>
      baselineOf(sagemaker, one.MonitoringScheduleName),
    ),
  )
  return places.flat()
}

async function baselineOf(sagemaker: SageMakerClient, schedule: string | undefined): Promise<EvidencePlace[]> {
  const { MonitoringScheduleConfig: config } = await sagemaker.send(
    new DescribeMonitoringScheduleCommand({ MonitoringScheduleName: schedule }),
  )
  const definition = config?.MonitoringJobDefinitionName
  const baseline = definition
    ? (await sagemaker.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName: definition })))
        .DataQualityBaselineConfig
    : config?.MonitoringJobDefinition?.BaselineConfig
  return [
    ...placed('Baseline statistics', baseline?.StatisticsResource?.S3Uri),
    ...placed('Baseline constraints', baseline?.ConstraintsResource?.S3Uri),
  ]
}

/**
 * What a model package names.
 * @param known the package, if the caller has it; that of the endpoint's first variant otherwise
 * Throws AWS's errors.
 */
export async function packagePlaces(
  sagemaker: SageMakerClient,
  name: string,
  known?: string,
): Promise<EvidencePlace[]> {
  const ModelPackageName = known ?? (await packageOf(sagemaker, name))
  if (!ModelPackageName) return []
  const found = await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName }))
  const quality = found.DriftCheckBaselines?.ModelDataQuality
  return [
    ...placed('Sample payload', found.SamplePayloadUrl),
    ...placed('Package statistics', quality?.Statistics?.S3Uri),
    ...placed('Package constraints', quality?.Constraints?.S3Uri),
  ]
}

async function packageOf(sagemaker: SageMakerClient, name: string): Promise<string | undefined> {
  const { EndpointConfigName } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }))
  const { ProductionVariants } = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }))
  const ModelName = ProductionVariants?.[0]?.ModelName
  if (!ModelName) return undefined
  const model = await sagemaker.send(new DescribeModelCommand({ ModelName }))
  return (model.PrimaryContainer ?? model.Containers?.[0])?.ModelPackageName
}

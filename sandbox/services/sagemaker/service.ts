/** SageMaker's control plane: models, model packages, endpoint configs, endpoints, monitoring, transform jobs, tags. */
import type { Service } from '../../kernel/types'
import { configOperations } from './endpoint-configs'
import { endpointOperations } from './endpoints'
import { componentOperations } from './inference-components'
import { modelPackageOperations } from './model-packages'
import { modelOperations } from './models'
import { monitoringOperations } from './monitoring'
import { arnOf } from './state'
import { tagOperations } from './tags'
import { transformOperations } from './transform-jobs'

export const sagemakerService: Service = {
  signingName: 'sagemaker',
  protocol: 'json-1.1',
  targetPrefix: 'SageMaker',
  operations: {
    ...modelOperations,
    ...configOperations,
    ...endpointOperations,
    ...componentOperations,
    ...modelPackageOperations,
    ...monitoringOperations,
    ...transformOperations,
    ...tagOperations,
  },
  alsoNeeds: (operation, input, call) =>
    operation === 'CreateTransformJob' && Array.isArray(input.Tags) && input.Tags.length > 0
      ? [{ action: 'sagemaker:AddTags', resource: arnOf(call, 'transform-job', String(input.TransformJobName)) }]
      : [],
  resourceArn: (_, input, call) => {
    if (input.ResourceArn) return String(input.ResourceArn)
    if (input.TransformJobName) return arnOf(call, 'transform-job', String(input.TransformJobName))
    if (input.MonitoringScheduleName) return arnOf(call, 'monitoring-schedule', String(input.MonitoringScheduleName))
    if (input.JobDefinitionName) return arnOf(call, 'data-quality-job-definition', String(input.JobDefinitionName))
    if (String(input.ModelPackageName).startsWith('arn:')) return String(input.ModelPackageName)
    if (input.ModelPackageName) return arnOf(call, 'model-package', String(input.ModelPackageName))
    if (input.InferenceComponentName) return arnOf(call, 'inference-component', String(input.InferenceComponentName))
    if (input.EndpointName) return arnOf(call, 'endpoint', String(input.EndpointName))
    if (input.EndpointConfigName) return arnOf(call, 'endpoint-config', String(input.EndpointConfigName))
    return input.ModelName ? arnOf(call, 'model', String(input.ModelName)) : '*'
  },
}

/** SageMaker's control plane: models, endpoint configs, endpoints, tags. */
import type { Service } from '../../kernel/types'
import { configOperations } from './endpoint-configs'
import { endpointOperations } from './endpoints'
import { modelOperations } from './models'
import { arnOf } from './state'
import { tagOperations } from './tags'

export const sagemakerService: Service = {
  signingName: 'sagemaker',
  protocol: 'json-1.1',
  targetPrefix: 'SageMaker',
  operations: { ...modelOperations, ...configOperations, ...endpointOperations, ...tagOperations },
  resourceArn: (_, input, call) => {
    if (input.ResourceArn) return String(input.ResourceArn)
    if (input.EndpointName) return arnOf(call, 'endpoint', String(input.EndpointName))
    if (input.EndpointConfigName) return arnOf(call, 'endpoint-config', String(input.EndpointConfigName))
    return input.ModelName ? arnOf(call, 'model', String(input.ModelName)) : '*'
  },
}

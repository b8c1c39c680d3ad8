/** Settings of what answers, and with whose rights. */
import type { DeployValues } from '../../values/form-values'
import type { Setting } from '../setting'

const integrations = { lambda: 'Lambda function', direct: 'SageMaker directly', http: 'HTTP proxy' }

export const integrationSettings = [
  {
    id: 'integration',
    group: 'Integration',
    label: 'Integration',
    property: 'PutIntegration type, uri',
    line: 'What API Gateway calls for each request',
    paths: ['integrationKind', 'httpUrl'],
    words: ({ integrationKind, httpUrl }) =>
      integrationKind === 'http' ? `HTTP proxy ${httpUrl.trim()}` : integrations[integrationKind],
    applies: ({ adopted }) => !adopted,
  },
  {
    id: 'target',
    group: 'Integration',
    label: 'Target',
    property: 'TargetVariant, TargetModel, InferenceComponentName',
    line: 'Which part of the endpoint answers',
    paths: [
      ...(['targetKind', 'targetVariant', 'targetModels', 'callerChooses'] as const),
      ...(['modelParameter', 'targetComponent', 'asyncInput'] as const),
    ],
    words: targetWords,
    applies: ({ values }) => values.integrationKind !== 'http',
  },
  {
    id: 'targetEndpoint',
    group: 'Integration',
    label: 'Endpoint that answers',
    property: 'EndpointName',
    line: 'Another endpoint of this region takes over the URL. It needs the same kind of input',
    paths: ['targetEndpoint'],
    words: ({ targetEndpoint }) => targetEndpoint.trim() || 'its own',
    applies: ({ deployed, values }) => deployed && values.integrationKind !== 'http',
  },
  {
    id: 'rollout',
    group: 'Integration',
    label: 'Rollout',
    property: 'RoutingConfig AdditionalVersionWeights',
    line: 'Whether the new version answers all calls at once',
    paths: ['rollout', 'canaryPercent'],
    words: ({ rollout, canaryPercent }) => (rollout === 'all' ? 'all callers at once' : `canary ${canaryPercent} %`),
    applies: ({ deployed, values }) => deployed && values.integrationKind === 'lambda',
  },
  {
    id: 'tested',
    group: 'Integration',
    label: 'Test the model',
    property: 'InvokeEndpoint',
    line: 'The deploy ends with a sample through the public API. Off: the model is not called, and the API is “Live, not tested”',
    paths: ['tested'],
    words: ({ tested }) => (tested ? 'on' : 'off'),
    applies: () => true,
  },
  {
    id: 'role',
    group: 'Role',
    label: 'Execution role',
    property: 'Role',
    line: 'The role that calls SageMaker',
    paths: ['roleKind', 'roleArn'],
    words: ({ roleKind, roleArn }) => (roleKind === 'create' ? 'created' : roleArn.trim() || 'existing'),
    applies: ({ values }) => values.integrationKind !== 'http',
  },
] as const satisfies Setting[]

function targetWords(values: DeployValues): string {
  switch (values.targetKind) {
    case 'variant':
      return `variant ${values.targetVariant}`
    case 'model':
      return values.callerChooses
        ? `?${values.modelParameter}= of ${values.targetModels.join(', ')}`
        : `model ${values.targetModels[0] ?? ''}`
    case 'component':
      return `component ${values.targetComponent}`
    case 'async':
      return `by way of ${values.asyncInput}`
    default:
      return 'the whole endpoint'
  }
}

/**
 * Finds the explanation of each field of a deploy: a section of `/docs/options`, and the page of AWS or of the standard behind it.
 * An option of the API says its own in `components/deploy/options/`.
 */

export interface OptionHelp {
  /** The section in the console's documentation. */
  href: string
  /** The page that the option's facts come from. */
  source: string
}

const aws = 'https://docs.aws.amazon.com'
const gateway = (page: string) => `${aws}/apigateway/latest/developerguide/${page}.html`
const sagemaker = (page: string) => `${aws}/sagemaker/latest/dg/${page}.html`
const lambda = (page: string) => `${aws}/lambda/latest/dg/${page}.html`

/** By section: the fields of the form or of the spec that it explains. A test holds this against both, and against the page. */
export const optionSections: Record<string, { fields: string[]; source: string }> = {
  'kind-of-input': { fields: ['input'], source: sagemaker('cdf-inference') },
  features: { fields: ['features'], source: sagemaker('cdf-inference') },
  'sample-row': {
    fields: ['sampleRow'],
    source: `${aws}/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html`,
  },
  examples: { fields: ['examples'], source: sagemaker('cdf-inference') },
  'kind-of-prediction': { fields: ['task', 'threshold'], source: sagemaker('cdf-inference') },
  'class-labels': { fields: ['labels'], source: sagemaker('xgboost') },
  'name-unit-and-range-of-the-prediction': {
    fields: ['outputName', 'outputUnit', 'outputMin', 'outputMax', 'outputs'],
    source: sagemaker('cdf-inference'),
  },
  'who-can-call': { fields: ['accessKind'], source: gateway('apigateway-control-access-to-api') },
  'header-of-the-key': { fields: ['keyHeader'], source: gateway('api-gateway-api-key-source') },
  'limits-of-a-key': {
    fields: ['keyRateLimit', 'keyBurstLimit', 'keyQuotaPerDay'],
    source: gateway('api-gateway-api-usage-plans'),
  },
  'user-pool-and-scopes': {
    fields: ['userPoolArn', 'scopes'],
    source: gateway('apigateway-integrate-with-cognito'),
  },
  'addresses-that-can-call': { fields: ['allowedIps'], source: gateway('apigateway-resource-policies') },
  'cors-origins': { fields: ['corsOrigins'], source: gateway('how-to-cors') },
  'rate-and-burst': { fields: ['rateLimit', 'burstLimit'], source: gateway('api-gateway-request-throttling') },
  'resource-path-and-stage': { fields: ['resourcePath', 'stage'], source: gateway('how-to-call-api') },
  'query-parameter': { fields: ['queryParameter'], source: gateway('limits') },
  'api-name': { fields: ['apiName'], source: gateway('how-to-create-api') },
  'what-callers-can-send': { fields: ['request'], source: gateway('api-gateway-method-request-validation') },
  'form-of-the-response': { fields: ['response'], source: lambda('services-apigateway') },
  'behind-the-gateway': { fields: ['integrationKind', 'httpUrl'], source: gateway('how-to-integration-settings') },
  target: {
    fields: ['targetKind', 'targetVariant', 'targetComponent'],
    source: sagemaker('inference-components'),
  },
  'several-models': {
    fields: ['targetModels', 'callerChooses', 'modelParameter'],
    source: sagemaker('invoke-multi-model-endpoint'),
  },
  'asynchronous-requests': { fields: ['asyncInput', 'asyncSeconds'], source: sagemaker('async-inference') },
  'endpoint-that-answers': { fields: ['targetEndpoint'], source: sagemaker('deployment-guardrails') },
  'wait-for-the-model': { fields: ['waitSeconds', 'timeoutSeconds'], source: gateway('limits') },
  'memory-of-the-function': { fields: ['memoryMb'], source: lambda('configuration-memory') },
  'access-log': { fields: ['accessLog'], source: gateway('set-up-logging') },
  'log-retention': {
    fields: ['logRetentionDays'],
    source: `${aws}/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html`,
  },
  tags: {
    fields: ['tags'],
    source: gateway('apigateway-tagging'),
  },
  'execution-role': { fields: ['roleKind', 'roleArn'], source: lambda('lambda-intro-execution-role') },
  'test-the-model': {
    fields: ['tested'],
    source: `${aws}/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html`,
  },
  'canary-release': { fields: ['rollout', 'canaryPercent'], source: lambda('configuring-alias-routing') },
}

/** @param section of the page, by the id of its heading */
export const helpAt = (section: string, source: string): OptionHelp => ({ href: `/docs/options#${section}`, source })

const byField = new Map(
  Object.entries(optionSections).flatMap(([section, { fields, source }]) =>
    fields.map((field): [string, OptionHelp] => [field, helpAt(section, source)]),
  ),
)

/** @param field of the deploy form: `rateLimit`. Undefined if it is none, or one of an option. */
export const optionHelp = (field: string): OptionHelp | undefined => byField.get(field)

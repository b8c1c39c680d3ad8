/** The endpoints that an account starts with: each in another real container's format, one Failed, one Creating. */
import { dnsSuffixOf } from '../kernel/partition'
import type { World } from '../kernel/types'
import { artifact, trainAll } from '../models/catalog'
import { respondsToPing } from '../models/containers/fronted'
import { columnsOf } from '../models/data/columns'
import { cars } from '../models/data/data'
import { arnOf, type Explainer, sagemakerState, type Variant } from '../services/sagemaker/state'
import { seedEvidence } from './evidence'
import { executionRoleArn, seedExecutionRole } from './execution-role'

export interface SeedOptions {
  /** The number of further endpoints, for scale. */
  extraEndpoints?: number
  /** Containers of anyone's own. */
  fronted?: { name: string; url: string }[]
}

interface Seed {
  name: string
  image: string
  artifact: string
  /** The container's settings, as its own documentation names them. */
  environment?: Record<string, string>
  capacity: Pick<Variant, 'InstanceType' | 'InitialInstanceCount' | 'ServerlessConfig'>
  ageHours: number
  tags: Record<string, string>
  explainer?: Explainer
  /** Stays Creating that long, AWS's ms. */
  creatingMs?: number
  fronted?: string
}

/** AWS's own accounts for its images: https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/ecr-us-east-1.html */
const registries: Record<string, string> = {
  'sagemaker-xgboost:1.7-1': '683313688378',
  'sagemaker-scikit-learn:1.2-1-cpu-py3': '683313688378',
  'linear-learner:1': '382416733822',
  'autogluon-inference:1.4.0-cpu-py311-ubuntu22.04': '763104351884',
  'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04': '763104351884',
  'image-classification:1': '811284229777',
  'djl-inference:0.33.0-lmi15.0.0-cu128': '763104351884',
  'forecasting-deepar:1': '522234722520',
  'object-detection:1': '811284229777',
  'randomcutforest:1': '382416733822',
  'tei-cpu:2.0.1-tei1.8.2-cpu-py310-ubuntu22.04': '683313688378',
}

/** Each column's median: the car that the others are explained against. */
function medianCar(): string {
  const columns = columnsOf(cars().rows)
  return columns.map((values) => values.toSorted((a, b) => a - b)[values.length / 2]).join(',')
}

const seeds: Seed[] = [
  {
    name: 'iris-xgboost',
    image: 'sagemaker-xgboost:1.7-1',
    artifact: 'iris-xgboost',
    capacity: { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
    ageHours: 26,
    tags: { team: 'botany' },
  },
  {
    name: 'penguin-species-ll',
    image: 'linear-learner:1',
    artifact: 'penguin-species',
    capacity: { InstanceType: 'ml.t2.medium', InitialInstanceCount: 2 },
    ageHours: 9 * 24,
    tags: { team: 'polar' },
  },
  {
    name: 'auto-mpg-forest',
    image: 'sagemaker-scikit-learn:1.2-1-cpu-py3',
    artifact: 'auto-mpg',
    capacity: { InstanceType: 'ml.c5.large', InitialInstanceCount: 1 },
    ageHours: 40 * 24,
    tags: { team: 'mobility' },
  },
  {
    name: 'iris-serverless',
    image: 'sagemaker-scikit-learn:1.2-1-cpu-py3',
    artifact: 'iris-forest',
    capacity: { ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 10 } },
    ageHours: 3,
    tags: { team: 'botany' },
  },
  {
    name: 'language-id-hf',
    image: 'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
    artifact: 'language-id',
    environment: { HF_TASK: 'text-classification' },
    capacity: { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
    ageHours: 6 * 24,
    tags: { team: 'support' },
  },
  {
    name: 'digits-mxnet',
    image: 'image-classification:1',
    artifact: 'digits',
    capacity: { InstanceType: 'ml.c5.large', InitialInstanceCount: 1 },
    ageHours: 12 * 24,
    tags: { team: 'post' },
  },
  {
    name: 'declaration-chat',
    image: 'djl-inference:0.33.0-lmi15.0.0-cu128',
    artifact: 'declaration-chat',
    capacity: { InstanceType: 'ml.g5.xlarge', InitialInstanceCount: 1 },
    ageHours: 2 * 24,
    tags: { team: 'support' },
  },
  {
    name: 'sagemaker-chat-lmi',
    image: 'djl-inference:0.33.0-lmi15.0.0-cu128',
    artifact: 'sagemaker-chat',
    capacity: { InstanceType: 'ml.g5.xlarge', InitialInstanceCount: 1 },
    ageHours: 5 * 24,
    tags: { team: 'docs' },
  },
  {
    name: 'co2-deepar',
    image: 'forecasting-deepar:1',
    artifact: 'co2',
    capacity: { InstanceType: 'ml.c5.large', InitialInstanceCount: 1 },
    ageHours: 15 * 24,
    tags: { team: 'climate' },
  },
  {
    name: 'digit-boxes-ssd',
    image: 'object-detection:1',
    artifact: 'digit-boxes',
    capacity: { InstanceType: 'ml.c5.xlarge', InitialInstanceCount: 1 },
    ageHours: 8 * 24,
    tags: { team: 'post' },
  },
  {
    name: 'car-figures-forest',
    image: 'sagemaker-scikit-learn:1.2-1-cpu-py3',
    artifact: 'car-figures',
    capacity: { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
    ageHours: 21 * 24,
    tags: { team: 'mobility' },
  },
  {
    name: 'paragraphs-tei',
    image: 'tei-cpu:2.0.1-tei1.8.2-cpu-py310-ubuntu22.04',
    artifact: 'embeddings',
    capacity: { InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 },
    ageHours: 4 * 24,
    tags: { team: 'support' },
  },
  {
    name: 'seattle-weather-rcf',
    image: 'randomcutforest:1',
    artifact: 'seattle-weather',
    capacity: { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
    ageHours: 30 * 24,
    tags: { team: 'climate' },
  },
  {
    name: 'auto-mpg-clarify',
    image: 'sagemaker-scikit-learn:1.2-1-cpu-py3',
    artifact: 'auto-mpg',
    capacity: { InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 },
    ageHours: 7 * 24,
    tags: { team: 'mobility' },
    explainer: {
      ClarifyExplainerConfig: {
        InferenceConfig: { FeatureHeaders: cars().features },
        ShapConfig: { ShapBaselineConfig: { ShapBaseline: medianCar() } },
      },
    },
  },
  {
    name: 'house-prices-catboost',
    image: 'house-prices-catboost:2026-11-20',
    artifact: 'house-prices',
    capacity: { InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 },
    ageHours: 95,
    tags: {},
  },
  {
    name: 'fraud-autogluon-eu',
    image: 'autogluon-inference:1.4.0-cpu-py311-ubuntu22.04',
    artifact: 'fraud',
    capacity: { InstanceType: 'ml.g4dn.xlarge', InitialInstanceCount: 1 },
    ageHours: 0.05,
    tags: { team: 'risk' },
    creatingMs: 12 * 3_600_000,
  },
]

export async function seedAccount(
  world: World,
  accountId: string,
  region: string,
  { extraEndpoints = 0, fronted = [] }: SeedOptions,
): Promise<void> {
  trainAll()
  seedExecutionRole(world, { accountId, region })
  for (const seed of seeds) plant(world, accountId, region, seed)
  await seedEvidence(world, { accountId, region })
  for (let index = 1; index <= extraEndpoints; index += 1) {
    plant(world, accountId, region, {
      ...seeds[index % 3]!,
      name: `churn-model-${String(index).padStart(4, '0')}`,
      ageHours: 50 * 24 + index,
      tags: {},
    })
  }
  for (const { name, url } of fronted) await front(world, accountId, region, name, url)
}

async function front(world: World, accountId: string, region: string, name: string, url: string) {
  const healthy = await respondsToPing(url)
  plant(world, accountId, region, {
    name,
    image: `${name}:latest`,
    artifact: name,
    capacity: { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
    ageHours: 0,
    tags: {},
    ...(healthy ? { fronted: url } : {}),
  })
}

function plant(world: World, accountId: string, region: string, seed: Seed): void {
  const place = { accountId, region }
  const state = sagemakerState(world, place)
  const createdAt = Date.now() - seed.ageHours * 3_600_000
  const modelName = `${seed.name}-model`
  const configName = `${seed.name}-config`
  const registry = registries[seed.image] ?? accountId
  state.models.set(modelName, {
    name: modelName,
    arn: arnOf(place, 'model', modelName),
    createdAt: createdAt - 60_000,
    executionRoleArn: executionRoleArn(place),
    containers: [
      {
        Image: `${registry}.dkr.ecr.${region}.${dnsSuffixOf(region)}/${seed.image}`,
        Mode: 'SingleModel',
        ModelDataUrl: artifact(seed.artifact),
        Environment: seed.environment ?? {},
      },
    ],
  })
  if (seed.fronted) state.fronted.set(modelName, seed.fronted)
  state.configs.set(configName, {
    name: configName,
    arn: arnOf(place, 'endpoint-config', configName),
    createdAt: createdAt - 30_000,
    variants: [{ VariantName: 'AllTraffic', ModelName: modelName, InitialVariantWeight: 1, ...seed.capacity }],
    explainer: seed.explainer,
  })
  const arn = arnOf(place, 'endpoint', seed.name)
  state.endpoints.set(seed.name.toLowerCase(), {
    name: seed.name,
    arn,
    createdAt,
    modifiedAt: createdAt + 4 * 60_000,
    configName,
    // What was planted long ago settles on the first look, by the same rule as what is created now.
    change: { status: 'Creating', since: createdAt, ms: seed.creatingMs ?? 0 },
  })
  for (const [resource, tags] of [
    [arn, seed.tags],
    [arnOf(place, 'endpoint-config', configName), {}],
    [arnOf(place, 'model', modelName), {}],
  ] as const)
    state.tags.set(resource, tags)
}

/** What the files of a model say that describe it: Triton's `config.pbtxt`, and the signature in MLflow's `MLmodel`. */
import { featureContractSchema } from '../../contract/contract-schema'
import type { ModelFacts, ModelFile } from '../facts'
import { contractFromMlflow, mlflowRequest } from '../files/from-mlflow'
import { type TritonModel, tritonModelOf } from '../files/triton-config'
import type { Finding } from '../finding'
import { otherJson, rows, tensors } from '../readings'
import { isServedByMlflow } from './mlflow'

export const detectFiles = (facts: ModelFacts): Finding[] => {
  const files = facts.files ?? []
  return [tritonFinding(facts, files), ...files.map((file) => mlflowFinding(facts, file))].flatMap((one) => one ?? [])
}

/** The model that answers: the one that the container starts with, the only one, or the one that calls the others. */
function tritonFinding({ environment = {} }: ModelFacts, files: ModelFile[]): Finding | undefined {
  const models = files
    .filter(({ path }) => /(^|\/)config\.pbtxt$/.test(path))
    .flatMap(({ path, text }) => {
      const model = tritonModelOf(text)
      return model ? [{ path, ...model, name: model.name ?? path.split('/').at(-2) ?? '' }] : []
    })
  const usual = environment.SAGEMAKER_TRITON_DEFAULT_MODEL_NAME
  const isUsual = ({ name }: TritonModel) => name === usual
  const model = usual ? models.find(isUsual) : models.length === 1 ? models[0] : onlyEnsemble(models)
  if (!model) return undefined
  const limit = model.binary && `${model.binary}, which Triton takes in its binary form and not in JSON`
  return {
    source: `${model.path} of the model’s files`,
    sure: 'stated',
    readings: [tensors(model.request)],
    ...(limit ? { limit } : {}),
  }
}

function onlyEnsemble<T extends TritonModel>(models: T[]): T | undefined {
  const ensembles = models.filter(({ isEnsemble }) => isEnsemble)
  return ensembles.length === 1 ? ensembles[0] : undefined
}

/** MLflow’s own server reads the first line of CSV as a header, so its rows are JSON. Other containers read plain rows. */
function mlflowFinding(facts: ModelFacts, { path, text }: ModelFile): Finding | undefined {
  const signature = /(^|\/)MLmodel$/.test(path) ? contractFromMlflow(text) : undefined
  if (!signature) return undefined
  const { features } = signature
  const said = { source: `the MLflow signature in ${path}`, sure: 'stated' as const }
  if (features.length === 0) return { ...said, readings: [tensors(mlflowRequest(text))] }
  if (isServedByMlflow(facts)) return { ...said, readings: [otherJson(mlflowRequest(text))] }
  // What no contract holds would stop the deploy.
  if (!featureContractSchema.shape.features.safeParse(features).success) return { ...said, readings: [rows()] }
  return { ...said, readings: [rows()], features, named: features.some(({ name }, at) => name !== `feature_${at + 1}`) }
}

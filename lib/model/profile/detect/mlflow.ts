/** MLflow's own server, which SageMaker runs in an image that a person builds. https://mlflow.org/docs/latest/ml/deployment/deploy-model-to-sagemaker/ */
import type { ModelFacts } from '../facts'
import { otherJson, type Reading, tensors } from '../readings'

/** A person can name the image as they like; the setting is MLflow's. */
export const isServedByMlflow = ({
  image = '',
  environment = {},
}: Pick<ModelFacts, 'image' | 'environment'>): boolean =>
  environment.MLFLOW_DEPLOYMENT_FLAVOR_NAME !== undefined || /\/mlflow-pyfunc(?=[:@]|$)/.test(image)

/** Returns what it takes if no signature is known: values without names, or a table. */
export const ofMlflow = (): Reading[] => [
  tensors({ inputs: [[1, 2, 3]] }),
  otherJson({ dataframe_split: { data: [[1, 2, 3]] } }),
]

/** The trained models by the place of their artifact: what a CreateModel call names as ModelDataUrl. */
import { chatContainer } from './chat-container'
import { sageMakerModel } from './chat-model'
import type { Container } from './container'
import { linearLearnerContainer } from './linear-learner'
import { scikitLearnContainer } from './scikit-learn'
import { carForest, irisForest, irisLogistic, penguinLogistic } from './train'
import { xgboostContainer } from './xgboost'

export const artifact = (name: string) => `s3://sandbox-models/${name}/model.tar.gz`

/** About the pace of a small language model on one GPU. */
const wordMs = 25

const largest = (scores: number[]) => scores.indexOf(Math.max(...scores))

const containers: Record<string, () => Container> = {
  [artifact('iris-xgboost')]: () => xgboostContainer(irisLogistic(), 4),
  [artifact('penguin-species')]: () => linearLearnerContainer(penguinLogistic(), 4),
  [artifact('auto-mpg')]: () => scikitLearnContainer(carForest(), 7),
  [artifact('iris-forest')]: () => scikitLearnContainer((row) => largest(irisForest()(row)), 4),
  [artifact('sagemaker-chat')]: () => chatContainer(sageMakerModel(), wordMs),
}

const made = new Map<string, Container>()

export function containerFor(modelDataUrl: string | undefined): Container | undefined {
  const make = modelDataUrl ? containers[modelDataUrl] : undefined
  if (!make || !modelDataUrl) return undefined
  const container = made.get(modelDataUrl) ?? make()
  made.set(modelDataUrl, container)
  return container
}

/** Trains all, so that no first caller waits for it. */
export function trainAll(): void {
  for (const url of Object.keys(containers)) containerFor(url)
}

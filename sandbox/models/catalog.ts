/** The trained models by the place of their artifact: what a CreateModel call names as ModelDataUrl. */

import { sageMakerModel } from './chat-model'
import { chatContainer } from './containers/chat-container'
import type { Container } from './containers/container'
import { embeddingsContainer } from './containers/embeddings-container'
import { pictureContainer } from './containers/picture-container'
import { boxesOf } from './data/digit-boxes'
import { readDigit, trainDigits } from './data/digits'
import { readInk } from './data/ink'
import { languageNames, trainLanguages } from './data/languages'
import { weatherScore } from './data/weather'
import { replyTo, trainDeclaration } from './declaration-chat'
import { deepArContainer } from './deepar'
import { trainEmbeddings } from './embeddings'
import { firstPartyContainer } from './first-party'
import { drawPaths, meanPathOf, quantilePathOf } from './forecast'
import { textClassificationContainer } from './hugging-face'
import { linearLearnerContainer } from './linear-learner'
import { lmiChatContainer } from './lmi-chat'
import { once } from './once'
import { scikitLearnContainer } from './scikit-learn'
import { carFigures, carForest, irisForest, irisLogistic, penguinLogistic } from './train'
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

const languageModel = once(trainLanguages)
const digitModel = once(trainDigits)
const declarationModel = once(trainDeclaration)
const embeddingModel = once(trainEmbeddings)

/** These learn on their first call: what takes longer than a start can wait. */
const lateContainers: Record<string, () => Container> = {
  [artifact('language-id')]: () => textClassificationContainer((text) => languageModel()(text), languageNames),
  [artifact('digits')]: () => pictureContainer(readDigit, (pixels) => digitModel()(pixels)),
  [artifact('digit-boxes')]: () => pictureContainer(readInk, (page) => ({ prediction: boxesOf(page) })),
  [artifact('co2')]: () => deepArContainer({ draw: drawPaths, mean: meanPathOf, quantile: quantilePathOf }),
  [artifact('car-figures')]: () => scikitLearnContainer((row) => carFigures()(row), 6),
  [artifact('embeddings')]: () => embeddingsContainer((text) => embeddingModel()(text)),
  [artifact('seattle-weather')]: () =>
    firstPartyContainer({ width: 4, member: 'scores', predict: (row) => ({ score: weatherScore()(row) }) }),
  [artifact('declaration-chat')]: () =>
    lmiChatContainer(
      // At temperature 0 a language model says the same each time.
      (question, most, temperature) =>
        replyTo(declarationModel(), question, most, temperature === 0 ? () => 0 : Math.random),
      'declaration-chat',
    ),
}

const made = new Map<string, Container>()

export function containerFor(modelDataUrl: string | undefined): Container | undefined {
  const make = modelDataUrl ? (containers[modelDataUrl] ?? lateContainers[modelDataUrl]) : undefined
  if (!make || !modelDataUrl) return undefined
  const container = made.get(modelDataUrl) ?? make()
  made.set(modelDataUrl, container)
  return container
}

/** Trains the quick ones, so that no first caller waits for them. */
export function trainAll(): void {
  for (const url of Object.keys(containers)) containerFor(url)
}

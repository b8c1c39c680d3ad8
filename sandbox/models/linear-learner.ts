/** The Linear Learner container. https://docs.aws.amazon.com/sagemaker/latest/dg/LL-in-formats.html */
import type { Container } from './containers/container'
import { firstPartyContainer } from './first-party'
import type { Classifier } from './train'

export const linearLearnerContainer = (classify: Classifier, width: number): Container =>
  firstPartyContainer({
    width,
    member: 'predictions',
    predict: (row) => {
      const score = classify(row)
      return { score, predicted_label: score.indexOf(Math.max(...score)) }
    },
  })

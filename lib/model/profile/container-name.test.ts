import { expect, it } from 'vitest'
import { containerName } from './container-name'
import { inputOfImage } from './profile'

it.each([
  ['683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1', 'XGBoost 1.7-1'],
  ['382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1', 'Linear Learner'],
  ['683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3', 'scikit-learn 1.2-1'],
  ['763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04', 'PyTorch 2.6.0'],
  ['763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.33.0-lmi15.0.0-cu128', 'LMI 0.33.0'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/churn:v7', 'team/churn:v7'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:abcdef', 'churn'],
  [undefined, undefined],
])('%s → %s', (image, name) => expect(containerName(image)).toBe(name))

const aws = '763104351884.dkr.ecr.us-east-1.amazonaws.com'
it.each([
  [
    `${aws}/huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04`,
    { kind: 'text', wrap: 'inputs' },
  ],
  [`${aws}/huggingface-pytorch-tgi-inference:2.4.0-tgi3.0.1-gpu-py311-cu124-ubuntu22.04`, { kind: 'chat' }],
  [`${aws}/djl-inference:0.33.0-lmi15.0.0-cu128`, { kind: 'chat', stream: false }],
  [
    '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1',
    { kind: 'image', contentType: 'application/x-image' },
  ],
  ['811284229777.dkr.ecr.us-east-1.amazonaws.com/blazingtext:1', { kind: 'text', wrap: 'instances' }],
  ['522234722520.dkr.ecr.us-east-1.amazonaws.com/forecasting-deepar:1', { kind: 'json' }],
])('%s takes %j', (image, input) => expect(inputOfImage(image)).toMatchObject(input))

it.each(['683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1', 'a/team/churn:v7', undefined])(
  '%s takes rows, as far as anyone knows',
  (image) => expect(inputOfImage(image)).toBeUndefined(),
)

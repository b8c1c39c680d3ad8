import { expect, it } from 'vitest'
import { containerName } from './container-name'

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

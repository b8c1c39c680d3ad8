import { expect, it } from 'vitest'
import { reportedWidth } from './reported-width'

it.each([
  ['Unable to evaluate payload provided: Feature shape mismatch, expected: 4, got 3', 4],
  ['X has 3 features, but RandomForestRegressor is expecting 7 features as input.', 7],
  ['X has 1 features, but StandardScaler is expecting 30 features as input', 30],
  ["Number of features (3) does not match the model's number of features (4)", 4],
  [
    '[10:00:00] /workspace/src/learner.cc:1257: Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ (4 vs. 5) : Number of columns does not match number of features in booster.',
    4,
  ],
  ["feature_names mismatch: ['f0', 'f1', 'f2'] ['f0']\nexpected f1, f2 in input data", 3],
  ['The number of features in data (3) is not the same as it was in training data (12).', 12],
  ['mat1 and mat2 shapes cannot be multiplied (1x3 and 4x10)', 4],
  [
    'Input 0 of layer "dense" is incompatible with the layer: expected axis -1 of input shape to have value 8 but received input with shape (None, 1)',
    8,
  ],
  ['could not convert string to float', undefined],
  ['', undefined],
])('%j wants %s', (message, width) => {
  expect(reportedWidth(message)).toBe(width)
})

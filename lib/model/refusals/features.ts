/** What models of rows say: the number of columns, their names, and their values. */
import { at, inOptions, type RefusalKind, type Values } from './refusal'

/** Each with the number that the model wants as `expected`, if its words have it. */
export const countSayings: RegExp[] = [
  // XGBoost 1.7 and later, SageMaker's XGBoost, and old XGBoost.
  /feature shape mismatch,? expected:? ?(?<expected>\d{1,7}),? ?(?:but )?got:? ?(?<got>\d{1,7})/i,
  /feature size of \S{1,40} inference data (?<got>\d{1,7}) is (?:not consistent with|larger than) feature size of trained model (?<expected>\d{1,7})/i,
  /feature_names mismatch/i,
  /\((?<expected>\d{1,7}) vs\. (?<got>\d{1,7})\) ?: ?number of columns does not match/i,
  /number of columns does not match number of features/i,
  // scikit-learn, before and after 0.24.
  /has (?<got>\d{1,7}) features?,? but .{0,200}? is expecting (?<expected>\d{1,7}) features?/i,
  /model n_features is (?<expected>\d{1,7}) and input n_features is (?<got>\d{1,7})/i,
  // LightGBM, CatBoost.
  /number of features in data \((?<got>\d{1,7})\) is not the same as it was in training data \((?<expected>\d{1,7})\)/i,
  /feature \S{1,60} is present in model but not in pool/i,
  // Linear Learner, factorization machines, k-means.
  /(?:number of features|columns|dimension(?:ality)?) \(?(?<got>\d{1,7})\)? does not match the model'?s number of features \(?(?<expected>\d{1,7})/i,
  /model (?:expects|was trained with) (?<expected>\d{1,7}) features/i,
  /expect(?:s|ed|ing)? (?<expected>\d{1,7}) (?:columns|features),? (?:but )?(?:got|found|received) (?<got>\d{1,7})/i,
  // Autopilot: https://github.com/aws/amazon-sagemaker-examples/issues/2855
  /expected number of columns is (?<expected>\d{1,7})\. number of columns in the received data is (?<got>\d{1,7})/i,
  // Keras, TensorFlow, PyTorch.
  /axis -1 of input shape to have value (?<expected>\d{1,7}),? but received input with shape [([]\w{1,9}, ?(?<got>\d{1,7})[)\]]/i,
  /matrix size-incompatible: in\[0\]: \[\d{1,9}, ?(?<got>\d{1,7})\], in\[1\]: \[(?<expected>\d{1,7}),/i,
  /cannot be multiplied \(\d{1,9}x(?<got>\d{1,7}) and (?<expected>\d{1,7})x\d{1,9}\)/i,
]

const columns = ({ expected, got }: Values): string =>
  expected && got
    ? `The model was trained with ${expected} columns, and this row has ${got}.`
    : 'The model counts the values of each row and refuses all but its own number, in its own order.'

export const featureRefusals: RefusalKind[] = [
  {
    id: 'feature-count',
    at: 'model',
    says: countSayings,
    title: 'The row has another number of columns than the model was trained with',
    means: columns,
    remedy: ({ expected, got }) =>
      expected && got && Number(got) === Number(expected) + 1
        ? `Leave one column out, the target most often; set the columns ${inOptions} to ${expected}.`
        : `Set the columns ${inOptions} to ${expected ? `the ${expected} that the model was trained with` : 'those that the model was trained with'}, in their order.`,
    visitor: 'The number of values is not what the model needs. Fill in each field once.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'missing-columns',
    at: 'model',
    says: [
      /(?<number>\d{1,6}) required columns? (?:are|is) missing/i,
      /columns are missing: ?\{(?<columns>[^{}]{1,300})\}/i,
      /model is missing inputs \[(?<columns>[^[\]]{1,300})\]/i,
      /\[(?<columns>[^[\]]{1,300})\] not (?:found in axis|in index)/i,
      /none of \[index\(\[(?<columns>[^[\]]{1,300})\]/i,
    ],
    title: 'Columns that the model reads by name are missing',
    means: ({ columns: names, number }) =>
      names
        ? `The model finds no ${names}.`
        : `The model reads its columns by name${number ? `, and ${number} are not there` : ''}.`,
    remedy: `Choose “Rows and named features” ${inOptions}, with the names of the training data in their order.`,
    source: at.repository('autogluon/autogluon/issues/3386'),
  },
  {
    id: 'feature-names',
    at: 'model',
    says: [
      /feature names (?:should match those that were passed during fit|must be in the same order)/i,
      /feature names unseen at fit time/i,
      /at position \d{1,6} should be feature with name (?<expected>\S{1,60}) \(found (?<got>[^()\s]{1,60})\)/i,
    ],
    title: 'The columns have other names or another order than at the training',
    means: 'The model compares the names of the columns with those that it was trained with.',
    remedy: `Rename and move the columns ${inOptions} as the training data had them.`,
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'two-dimensional',
    at: 'model',
    says: [/expected 2D array, got (?<got>\dD|scalar) array instead/i, /must pass 2-d input/i],
    title: 'The model reads a list of rows, and got one row alone',
    means: 'A table has two levels: a list of rows, each a list of values.',
    remedy: `Choose Input “Rows of features” ${inOptions}; as JSON, write [[1, 2, 3]] and not [1, 2, 3].`,
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'header-row',
    at: 'model',
    says: [
      /could not convert string to (?:float|int)(?:: ['"](?<text>[^'"]{1,80})['"])?/i,
      /invalid literal for (?:int|float)\(\)(?: with base 10)?(?:: ['"](?<text>[^'"]{0,80})['"])?/i,
      /loading csv data failed/i,
      /Unable to parse string "(?<text>[^"]{1,80})" at position/i,
    ],
    unless: /lambda_handler|\/var\/task\//,
    title: 'The row holds text where the model wants numbers',
    means: ({ text }) =>
      text
        ? `The model reads numbers only, and “${text}” is not a number: a header row, a name, or an empty cell.`
        : 'A header row, a name or an empty cell was sent to a model that reads numbers only.',
    remedy: `Send the numbers alone, without a header row and without the target column; set the types ${inOptions}.`,
    visitor: 'The model reads numbers only. Check for text where a number belongs.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'missing-value',
    at: 'model',
    says: [
      /input (?:X )?contains (?:NaN|infinity|missing values)/i,
      /cannot convert (?:float NaN|non-finite values \(NA or inf\)) to integer/i,
    ],
    title: 'The model takes no missing values',
    means: 'A cell is empty or no number, and this model was trained without gaps.',
    remedy: `Send a value in each cell; give the feature a default ${inOptions} (“Starts at”).`,
    visitor: 'A value is missing. Fill in each field.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'unknown-category',
    at: 'model',
    says: [
      /found unknown categories \[(?<text>[^[\]]{1,200})\] in column (?<column>\d{1,6})/i,
      /previously unseen labels?:? ?\[?(?<text>[^[\]"]{1,120})/i,
      /bad value for num_feature\[[^[\]]{1,200}\]="(?<text>[^"]{1,80})"/i,
    ],
    title: 'A choice that the model never saw in its training',
    means: ({ text }) =>
      text
        ? `The model’s encoder knows no ${text.trim()}.`
        : 'The model’s encoder knows only the choices of its training data.',
    remedy: `Enter the choices of the training data as Values of the feature ${inOptions}, upper and lower case included.`,
    visitor: 'One of the choices is unknown to the model. Take one of those offered.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'schema-types',
    at: 'model',
    says: [
      /incompatible input types for column '?(?<column>[\w .-]{1,60})'?\. can not safely convert (?<got>\w{1,20}) to <?(?:class ')?(?<expected>[\w.]{1,40})/i,
      /failed to enforce schema of data/i,
    ],
    title: 'A column has another type than the model’s signature',
    means: ({ column, expected, got }) =>
      column
        ? `MLflow’s signature has ${expected} for ${column}, and the request has ${got}.`
        : 'MLflow compares each column with the signature of the model.',
    remedy: `Set the type of the column ${inOptions} as the signature has it; whole numbers need no decimal point.`,
    source: at.sagemaker('mlflow.html'),
  },
]

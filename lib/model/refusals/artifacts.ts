/** What libraries say of an artifact that was made with another version of them, or did not arrive whole. */
import { at, type RefusalKind } from './refusal'

export const artifactRefusals: RefusalKind[] = [
  {
    id: 'weights-incomplete',
    at: 'start',
    says: [/error while deserializing header: ?(?:invalid ?header|header ?too ?large|metadata ?incomplete)/i],
    title: 'The file of the weights is broken, or only points to them',
    means: 'Git without LFS leaves a short text instead of each large file, and a download can end early.',
    remedy:
      'Download the weights again with git lfs install or the Hub’s client, compare their size, and pack the artifact again.',
    source: at.repository('huggingface/transformers/issues/27923'),
  },
  {
    id: 'tokenizer-class',
    at: 'start',
    says: [/tokenizer class (?<name>\w{1,80}) does not exist or is not currently imported/i],
    title: 'This Transformers does not know the model’s tokenizer',
    means: ({ name }) =>
      `${name ?? 'The class in tokenizer_config.json'} came with a newer version, or with code in the model’s repository.`,
    remedy:
      'Create the model with an image of a newer Transformers; if the repository has the class, set HF_TRUST_REMOTE_CODE or OPTION_TRUST_REMOTE_CODE to true.',
    source: at.repository('huggingface/transformers/blob/v4.50.0/src/transformers/models/auto/tokenization_auto.py'),
  },
  {
    id: 'no-accelerator',
    at: 'start',
    says: [/failed to infer device type/i],
    title: 'vLLM finds no GPU',
    means: 'The instance has no accelerator, or the image is built for another one.',
    remedy: 'Choose an instance type with a GPU (ml.g, ml.p), or the image for its chip.',
    source: at.repository('vllm-project/vllm/pull/14200'),
  },
  {
    id: 'estimator-version',
    at: 'start',
    says: [
      /trying to unpickle estimator (?<name>\w{1,80}) from version (?<expected>[\w.+-]{1,30}) when using version (?<got>[\w.+-]{1,29}\w)/i,
      /'(?:Decision|Extra|Random)\w{1,40}' object has no attribute '(?:n_features_|monotonic_cst|n_outputs_)'/i,
    ],
    title: 'The model was trained with another version of scikit-learn',
    means: ({ expected, got }) =>
      expected && got ? `It was saved by ${expected}, and the container has ${got}.` : 'Pickles hold for one version.',
    remedy: ({ expected }) =>
      `Create the model with the image of ${expected ? `scikit-learn ${expected}` : 'that version'}, or train it again with the container’s.`,
    source: at.repository('aws/amazon-sagemaker-examples/issues/3935'),
  },
  {
    id: 'not-fitted',
    at: 'model',
    says: [/this (?<name>\w{1,80}) instance is not fitted(?: yet)?/i],
    title: 'A part of the model was saved before it was trained',
    means: ({ name }) => `${name ?? 'An estimator'} in the artifact has learned nothing, or an older version saved it.`,
    remedy: 'Save the pipeline after fit, all of its steps together, with the scikit-learn of the container.',
    source: at.repository('scikit-learn/scikit-learn/blob/main/sklearn/utils/validation.py'),
  },
]

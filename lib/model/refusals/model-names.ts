/** What servers say that look for a model, a version or a library by its name and do not find it. */
import { formatNumber } from '../../locale'
import { at, inOptions, type RefusalKind } from './refusal'

export const modelNameRefusals: RefusalKind[] = [
  {
    id: 'triton-model-name',
    at: 'model',
    says: [/request for unknown model: '(?<name>[^']{1,200})'/i],
    title: 'Triton has no model of this name',
    means: ({ name }) => `Its model repository has no folder ${name ? `“${name}”` : 'of the name'} that it could load.`,
    remedy: 'Set SAGEMAKER_TRITON_DEFAULT_MODEL_NAME to the folder in the model’s archive that has config.pbtxt.',
    source: at.repository(
      'triton-inference-server/core/blob/main/src/model_repository_manager/model_repository_manager.cc',
    ),
  },
  {
    id: 'servable',
    at: 'model',
    says: [/servable not found for request: (?:latest|specific)\((?<name>[^)]{1,200})\)/i],
    title: 'TensorFlow Serving has loaded no version of this model',
    means: 'It loads the folders whose name is a number, as in export/Servo/1/saved_model.pb.',
    remedy: 'Put the SavedModel into a folder with a number in model.tar.gz, or set SAGEMAKER_TFS_DEFAULT_MODEL_NAME.',
    source: at.repository('tensorflow/serving/blob/master/tensorflow_serving/core/basic_manager.cc'),
  },
  {
    id: 'array-dimensions',
    at: 'model',
    says: [
      /found array with dim (?<got>\d{1,3})\. .{0,120}?expected <= (?<expected>\d{1,3})/i,
      /found array with dim (?<got>\d{1,3}), while dim <= (?<expected>\d{1,3}) is required/i,
    ],
    title: 'The rows are nested deeper than the model takes them',
    means: ({ got, expected }) =>
      got && expected ? `The model takes ${expected} dimensions, and the request has ${got}.` : 'It takes a table.',
    remedy: `Send one list for each row: [[1, 2], [3, 4]]. Choose rows of features ${inOptions} if the contract has other JSON.`,
    visitor: 'The model takes one list of values for each row.',
    source: at.repository('scikit-learn/scikit-learn/blob/main/sklearn/utils/validation.py'),
  },
  {
    id: 'shared-library',
    at: 'start',
    says: [/(?<name>[\w.+-]{1,120}\.so(?:\.\d{1,4}){0,4}): cannot open shared object file/i],
    unless: /libcuda\.so/i,
    title: 'The container has no library that its code needs',
    means: ({ name }) =>
      `${name ?? 'A library'} is not in the image: its base image or its CUDA version is another one.`,
    remedy: 'Build the image on the base that the model was trained in, or install the library in it.',
    source: at.sagemaker('your-algorithms-inference-code.html'),
  },
  {
    id: 'context-window',
    at: 'model',
    says: [
      /requested tokens (?:\(\d{1,9}\) )?exceed context window of (?<limit>\d{1,9})/i,
      // With pictures in it: https://github.com/vllm-project/vllm/issues/12165
      /prompt \(total length \d{1,9}\) is too long to fit into the model \(context length (?<limit>\d{1,9})\)/i,
    ],
    title: 'The prompt and its answer are longer than the context window',
    means: ({ limit }) =>
      limit
        ? `The server was started with a window of ${formatNumber(Number(limit))} tokens.`
        : 'The window is smaller.',
    remedy: `Lower max_tokens ${inOptions} or shorten the text; a longer window is set by n_ctx of llama.cpp, or OPTION_MAX_MODEL_LEN of vLLM.`,
    visitor: 'This text is too long for the model. Try a shorter one.',
    source: at.repository('abetlen/llama-cpp-python/blob/main/llama_cpp/llama.py'),
  },
]

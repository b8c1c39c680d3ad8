/** What a container says when it breaks on a request: memory, workers, and the code of its handlers. */
import { at, count, type RefusalKind } from './refusal'

const lambdaCode = /\/var\/task\/|lambda_function|lambda_handler|Runtime\.ImportModuleError|Unable to import module/

export const serverRefusals: RefusalKind[] = [
  {
    id: 'cuda-memory',
    at: 'model',
    says: [
      /CUDA (?:error: )?out of memory/i,
      /torch(?:\.cuda)?\.OutOfMemoryError/,
      /CUBLAS_STATUS_ALLOC_FAILED/,
      /not enough memory to handle (?<tokens>\d{1,9}) (?:total|prefill) tokens/i,
      /OOM when allocating tensor/,
    ],
    title: 'The GPU’s memory is full',
    means: ({ tokens }) =>
      tokens
        ? `The model and the request’s ${count(tokens)} tokens do not fit on the GPU together.`
        : 'The model and the data of this request do not fit on the GPU together.',
    remedy: 'Send fewer inputs or tokens at once; if one alone fails, take an instance type with more GPU memory.',
    visitor: 'That is too much for the model at once. Send something smaller.',
    source: at.sagemaker('large-model-inference-choosing-instance-types.html'),
  },
  {
    id: 'kv-cache',
    at: 'start',
    says: [
      /max seq len \((?<length>\d{1,9})\) is larger than the maximum number of tokens that can be stored in KV cache \((?<limit>\d{1,9})\)/i,
      /no available memory for the cache blocks/i,
    ],
    title: 'The GPU has no memory left for the model’s context',
    means: ({ length, limit }) =>
      limit && length
        ? `The model’s context has ${count(length)} tokens, and this GPU has room for ${count(limit)}.`
        : 'The weights take all of the GPU’s memory.',
    remedy: ({ limit }) =>
      limit
        ? `Set OPTION_MAX_MODEL_LEN=${limit} of the model, or take a larger GPU.`
        : 'Set OPTION_MAX_MODEL_LEN of the model lower, or take a larger GPU.',
    source: at.repository('vllm-project/vllm/issues/17431'),
  },
  {
    id: 'model-memory',
    at: 'model',
    says: [
      /\bsystem out of memory\b/i,
      /no enough memory to load the model/i,
      /memory exhausted: no available ports/i,
      /\bcannot allocate memory\b/i,
      /worker was terminated due to signal 9|was sent SIGKILL! perhaps out of memory/i,
      /\bMemoryError\b/,
    ],
    unless: lambdaCode,
    title: 'The instance’s memory is full',
    means: 'The container’s process needs more memory than the instance has, or each worker loads the model once more.',
    remedy:
      'Set SAGEMAKER_MODEL_SERVER_WORKERS=1 of the model; if that is not enough, take an instance with more memory.',
    source: at.repository('aws-neuron/aws-neuron-sdk/issues/426'),
  },
  {
    id: 'device-assert',
    at: 'model',
    says: [/CUDA error: device-side assert triggered/i],
    title: 'The GPU’s process broke on a value out of range',
    means:
      'An index of this or an earlier request is outside of the model’s table: most often a text that is too long.',
    remedy: 'Add the parameter truncation with true, and restart the container: it stays broken until then.',
    source: at.repository('pytorch/serve'),
  },
  {
    id: 'worker-died',
    at: 'model',
    says: [/(?:^|error: ?|": ?")worker died\b/i, /backend worker process died/i],
    title: 'The model’s worker process died',
    means:
      'TorchServe or Multi Model Server lost the process that holds the model: its memory was full, or the model did not load.',
    remedy: 'Read the last lines of the container log; if they name no error, take an instance with more memory.',
    source: at.repository('aws/sagemaker-python-sdk/issues/2284'),
  },
  {
    id: 'no-worker',
    at: 'model',
    says: [/no worker is available to serve request/i, /failed to start workers/i],
    title: 'No worker of the model runs',
    means: 'The model server runs, and the process that holds the model does not start, or has not started yet.',
    remedy: 'Wait a minute; if it stays, read in the container log why the worker ends.',
    source: at.repository('pytorch/serve/issues/29'),
  },
  {
    id: 'worker-slow',
    at: 'model',
    says: [
      /backend worker did not respond in given time/i,
      /\[CRITICAL\] WORKER TIMEOUT/,
      /python process startup time ?out/i,
    ],
    title: 'The worker took longer than the model server waits',
    means: 'TorchServe, Multi Model Server, gunicorn and DJL end a worker that takes too long.',
    remedy: 'Raise SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS of the model; for LMI it is OPTION_MODEL_LOADING_TIMEOUT.',
    source: at.repository('aws/sagemaker-inference-toolkit'),
  },
  {
    id: 'not-serializable',
    at: 'model',
    says: [
      /Object of type (?<type>Tensor|ndarray|float32|float64|int64|int32|bool_|DataFrame|Series|Timestamp|set) is not JSON serializable/,
    ],
    unless: lambdaCode,
    title: 'The model predicts, and its handler cannot write the answer',
    means: ({ type }) => `output_fn returns ${type ?? 'an object'}, which JSON has no form for.`,
    remedy: 'Call .tolist() on the prediction in output_fn of inference.py.',
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit/pull/84'),
  },
  {
    id: 'device-mismatch',
    at: 'model',
    says: [
      /expected all tensors to be on the same device/i,
      /input type \([\w.]{1,40}\) and weight type \([\w.]{1,40}\) should be the same/i,
    ],
    title: 'Input and model are on different devices',
    means: 'The handler leaves the input on the CPU while the model is on the GPU, or the other way round.',
    remedy: 'Move both to the same device in predict_fn of inference.py.',
    source: at.repository('pytorch/serve'),
  },
  {
    id: 'missing-module',
    at: 'model',
    says: [
      /No module named '?(?<module>[\w.-]{1,80})'?/,
      /requires the (?<module>[\w-]{1,60}) library but it was not found/i,
      /cannot import name '(?<module>\w{1,80})' from/i,
    ],
    unless: lambdaCode,
    title: 'The container lacks a Python module',
    means: ({ module: name }) =>
      `The handler or the model’s pickle imports ${name ?? 'a module'}, which the image does not have.`,
    remedy: ({ module: name }) =>
      `Add ${name?.split('.')[0] ?? 'it'} to code/requirements.txt in the model’s artifact, in the version of the training.`,
    source: at.repository('aws/amazon-sagemaker-examples/issues/1657'),
  },
  {
    id: 'numpy-version',
    at: 'model',
    says: [
      /numpy\.dtype size changed/i,
      /module 'numpy' has no attribute '\w{1,20}'/i,
      /numpy\.core\.multiarray failed to import/i,
    ],
    unless: lambdaCode,
    title: 'NumPy has another version than the model was saved with',
    means: 'Compiled code and pickles fit the NumPy that they were made with.',
    remedy: 'Pin numpy in code/requirements.txt of the artifact to the version of the training.',
    source: at.repository('aws/sagemaker-scikit-learn-container'),
  },
  {
    id: 'no-handler',
    at: 'model',
    says: [
      /please provide a model_fn implementation/i,
      /model_fn.{0,40}NotImplementedError|NotImplementedError.{0,80}model_fn/i,
    ],
    title: 'The artifact has no model_fn',
    means: 'The container does not know how to load this model: code/inference.py is missing or has no model_fn.',
    remedy: 'Put code/inference.py with model_fn(model_dir) at the top of model.tar.gz.',
    source: at.repository('aws/sagemaker-inference-toolkit'),
  },
  {
    id: 'handler-conflict',
    at: 'model',
    says: [/cannot use transform_fn implementation/i],
    title: 'inference.py has transform_fn beside the functions that it replaces',
    means: 'transform_fn does the work of input_fn, predict_fn and output_fn, so the container refuses both.',
    remedy: 'Remove transform_fn, or the three others.',
    source: at.repository('aws/sagemaker-inference-toolkit'),
  },
  {
    id: 'container-proxy',
    at: 'model',
    says: [
      /received server error \(50[234]\)[^<]{0,80}<html>.{0,80}<title>50[234]/i,
      /upstream prematurely closed connection/i,
      /\b50[24] .{0,120}nginx\/\d/i,
    ],
    title: 'The model process behind the container’s own nginx broke off',
    means: 'nginx in the container answers, and the model server crashed or takes too long on this request.',
    remedy: 'Read the container log for the crash; if it names none, take an instance with more memory.',
    source: at.repository('aws/sagemaker-tensorflow-serving-container/issues/222'),
  },
]

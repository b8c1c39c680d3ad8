/** Messages as containers, SageMaker and API Gateway word them, out of their source and of public reports. */
import { describe, expect, it } from 'vitest'
import { refusalCases } from '../../../cases/refusals'
import { readRefusal } from './read'
import { refusalKinds } from './table'

/** What a message is, and words that its one change has. */
const messages: [string, string, RegExp][] = [
  // JSON in another form than the server's.
  [
    `{"error_code": "BAD_REQUEST", "message": "The input must be a JSON dictionary with exactly one of the input fields {'inputs', 'dataframe_records', 'dataframe_split', 'instances'}. Received dictionary with input fields: ['columns', 'index', 'data']."}`,
    'mlflow-fields',
    /"dataframe_split"/,
  ],
  [
    `{"error_code": "INTERNAL_ERROR", "message": "Failed to parse data as TF serving input. Ensure that the input is a valid JSON-formatted string that conforms to the request body for TF serving's Predict API"}`,
    'mlflow-inputs',
    /each name of the signature/,
  ],
  [
    `{"error":"Unable to parse 'data': Shape does not match true shape of 'data' field"}`,
    'tensor-data',
    /shape or data/,
  ],
  [
    '{"error":"attempt to access JSON non-unsigned-integer as unsigned-integer"}',
    'tensor-size',
    /sizes of this request/,
  ],
  [
    '{"error":"receiving FP16 data via JSON is not supported. Please use the binary data format for input x"}',
    'tensor-binary',
    /FP32/,
  ],
  [
    '{"error":"sending BF16 data via JSON is not supported. Please use the binary data format for output y"}',
    'tensor-binary',
    /FP32/,
  ],
  [
    `inference request to model 'seq' must specify a non-zero or non-empty correlation ID`,
    'sequence-id',
    /sequence_start/,
  ],
  [
    '{ "error": "Tensor name: past_key_values has inconsistent batch size: 11 expecting: 1" }',
    'tensor-batch',
    /one row of each input/,
  ],
  [
    'ValueError: The prompt (total length 25938) is too long to fit into the model (context length 4096). Make sure that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens.',
    'context-window',
    /OPTION_MAX_MODEL_LEN/,
  ],
  [
    'Received data of unknown size. Expected number of columns is 654. Number of columns in the received data is 653.',
    'feature-count',
    /654/,
  ],
  // Artifacts of other versions.
  [
    'safetensors_rust.SafetensorError: Error while deserializing header: HeaderTooLarge',
    'weights-incomplete',
    /git lfs install/,
  ],
  [
    'safetensors_rust.SafetensorError: Error while deserializing header: MetadataIncompleteBuffer',
    'weights-incomplete',
    /again/,
  ],
  ['SafetensorError: Error while deserializing header: header too large', 'weights-incomplete', /again/],
  [
    'ValueError: Tokenizer class GemmaTokenizer does not exist or is not currently imported.',
    'tokenizer-class',
    /newer Transformers/,
  ],
  ['RuntimeError: Failed to infer device type', 'no-accelerator', /ml\.g/],
  [
    'UserWarning: Trying to unpickle estimator RandomForestRegressor from version 0.21.2 when using version 0.19.1. This might lead to breaking code',
    'estimator-version',
    /scikit-learn 0\.21\.2/,
  ],
  [
    "AttributeError: 'DecisionTreeClassifier' object has no attribute 'n_features_'",
    'estimator-version',
    /that version/,
  ],
  [
    "sklearn.exceptions.NotFittedError: This StandardScaler instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.",
    'not-fitted',
    /after fit/,
  ],
  // Names of models, versions and libraries.
  [`{"error":"Request for unknown model: 'resnet' is not found"}`, 'triton-model-name', /DEFAULT_MODEL_NAME/],
  ['{ "error": "Servable not found for request: Latest(model)" }', 'servable', /folder with a number/],
  [
    'ValueError: Found array with dim 3. RandomForestClassifier expected <= 2.',
    'array-dimensions',
    /one list for each row/,
  ],
  [
    'OSError: libcublas.so.11: cannot open shared object file: No such file or directory',
    'shared-library',
    /Build the image/,
  ],
  ['ValueError: Requested tokens (1033) exceed context window of 512', 'context-window', /Lower max_tokens/],
  // As people report them, through botocore and SageMaker.
  [
    'Received client error (400) from primary with message "{ "code": 400, "type": "InternalServerException", "message": "Input payload must contain text_inputs key." }"',
    'missing-key',
    /“text_inputs”/,
  ],
  [
    'Received client error (424) from primary with message "{"code":424,"message":"prediction failure","error":"Need to pass custom_attributes=\'accept_eula=true\' as part of header."}"',
    'eula',
    /accept_eula=True/,
  ],
  [
    'Received client error (422) from primary with message "{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 1000 `max_new_tokens`","error_type":"validation"}"',
    'too-many-tokens',
    /max_new_tokens in the deploy options to 96 or less/,
  ],
  [
    'Received server error (500) from primary with message "{"error":"CUDA out of memory. Tried to allocate 20.00 MiB"}"',
    'cuda-memory',
    /more GPU memory/,
  ],
  ['{"code":507,"type":"InternalServerException","message":"Worker died."}', 'worker-died', /container log/],
  ['ValidationError: Request body has exceeded the max limit of 6291456 bytes', 'too-large', /fewer rows/],
  [
    'ValidationError: Inference Component Name header is required for endpoints to which you plan to deploy inference components',
    'component-needed',
    /as Target in the deploy options/,
  ],
  [
    'CannotStartContainerError. Please ensure the model container for variant AllTraffic starts correctly when invoked with docker run <image> serve.',
    'cannot-start',
    /docker run IMAGE serve/,
  ],
  ['exec format error', 'exec-format', /--platform linux\/amd64/],
  [
    'ConnectTimeoutError: Connect timeout on endpoint URL: "https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/x/invocations"',
    'connect-timeout',
    /interface endpoint for sagemaker.runtime/,
  ],
  [
    'Execution failed due to configuration error: Illegal base64 character 2c',
    'base64-body',
    /Deploy the public API again/,
  ],
  [
    '{"message": "Could not parse request body into json: Unrecognized token \'5\': was expecting"}',
    'gateway-json-body',
    /text\/csv/,
  ],
  [
    '{"message":"The request signature we calculated does not match the signature you provided."}',
    'signature',
    /execute-api/,
  ],
  ['{"message":"Credential should be scoped to a valid region."}', 'credential-scope', /region of the API/],

  // Keys.
  [
    'ValueError: Error raised by inference endpoint: Received client error (424) from primary with message "{\n  "code":424,\n  "message":"prediction failure",\n  "error":"Input payload must contain a \'inputs\' key and optionally a \'parameters\' key containing a dictionary of parameters."\n}"',
    'missing-key',
    /Input “Text”/,
  ],
  [
    'Failed to deserialize the JSON body into the target type: missing field `inputs` at line 1 column 15',
    'missing-key',
    /Input “Text”/,
  ],
  [
    '{"detail":[{"type":"missing","loc":["body","messages"],"msg":"Field required","input":{}}]}',
    'missing-key',
    /Input “Chat”/,
  ],
  [
    '{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"value_error.missing"}]}',
    'missing-key',
    /“prompt”/,
  ],
  ['{"code":400,"type":"InternalServerException","message":"\\u0027inputs\\u0027"}', 'missing-key', /Input “Text”/],
  ["KeyError: 'instances'", 'missing-key', /instances/],
  [
    '{\n  "code": 400,\n  "type": "InternalServerException",\n  "message": "__call__() missing 1 required positional argument: \\u0027candidate_labels\\u0027"\n}',
    'missing-key',
    /“candidate_labels” to the parameters/,
  ],
  ["{'error': \"Missing 'inputs' or 'instances' key\"}", 'instances-key', /"instances"/],
  [
    'JSON Value: {"signature_name": "predict"} not formatted correctly. Expecting object with \'instances\' or \'input\' key and a list/array or object as the value respectively.',
    'instances-key',
    /"instances"/,
  ],
  [
    '{ "error": "Failed to process element: 0 of \'instances\' list. Error: Invalid argument: JSON Value: \\"a\\" Type: String is not of expected type: float" }',
    'instances-element',
    /type/,
  ],
  [
    "mms.service.PredictionException: Input payload contains an invalid key 'parameters'. Valid keys are ['audio_input', 'language', 'task']. : 400",
    'invalid-key',
    /Remove all parameters/,
  ],
  [
    '{"code":400,"message":"The following `model_kwargs` are not used by the model: [\'max_token\'] (note: typos in the generate arguments will also show up in this list)"}',
    'invalid-key',
    /“max_token”/,
  ],
  [
    "TextClassificationPipeline._forward() got an unexpected keyword argument 'max_new_tokens'",
    'invalid-key',
    /“max_new_tokens”/,
  ],
  ['You must include at least one label and at least one sequence.', 'labels-needed', /candidate_labels/],
  ['Questions cannot be None', 'question-form', /question and a context/],
  [
    'text input must be of type `str` (single example), `List[str]` (batch or single pretokenized example)',
    'text-form',
    /Input “Text”/,
  ],
  [
    'You need to provide the correct CSV with Header columns to use it with the inference toolkit default handler.',
    'csv-header',
    /Input “Text”/,
  ],
  ["'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", 'bytes-as-text', /“Image”/],
  ['json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)', 'json-body', /“Other JSON”/],
  ['Failed to parse the request body as JSON: expected value at line 1 column 1', 'json-body', /“Other JSON”/],
  ['{"error":"JSON Parse error: Invalid value. at offset: 0"}', 'json-body', /“Other JSON”/],
  ['{"error":"failed to parse the request JSON buffer: Invalid value. at 0"}', 'json-body', /“Other JSON”/],
  ['{"error":"`inputs` cannot be empty","error_type":"empty"}', 'empty-input', /sample/],

  // Content types.
  [
    'application/json is not an accepted ContentType: csv, libsvm, parquet, recordio-protobuf, text/csv, text/libsvm, text/x-libsvm, application/x-parquet, application/x-recordio-protobuf.',
    'content-type',
    /“Rows of features”/,
  ],
  [
    '{"code":424,"message":"prediction failure","error":"Unsupported content-type: text/csv"}',
    'content-type',
    /“Chat” or “Other JSON”/,
  ],
  ['content type text/csv not support with text-classification, use different content_type', 'content-type', /“Text”/],
  [
    'Content type application/jsonlines is not supported by this framework. Please implement input_fn',
    'content-type',
    /text\/csv/,
  ],
  [
    "Customer Error: Content-Type header value 'application/octet-stream' not supported (caused by KeyError)",
    'content-type',
    /deploy options/,
  ],
  ['Expected request with `Content-Type: application/json`', 'content-type', /“Other JSON”/],
  ['{"error": "Unsupported Media Type: Unknown"}', 'content-type', /deploy options/],
  [
    'Received client error (406) from model with message "Accept type \'application/json\' is not supported."',
    'accept',
    /Leave Accept out/,
  ],

  // Rows.
  [
    'Unable to evaluate payload provided: Feature shape mismatch, expected: 4, got 5',
    'feature-count',
    /Leave one column out.* 4\./,
  ],
  [
    'Feature size of csv inference data 3 is not consistent with feature size of trained model 4.',
    'feature-count',
    /the 4 that/,
  ],
  [
    'ValueError: X has 3 features, but RandomForestClassifier is expecting 4 features as input.',
    'feature-count',
    /the 4 that/,
  ],
  [
    'Number of features of the model must match the input. Model n_features is 4 and input n_features is 3',
    'feature-count',
    /the 4 that/,
  ],
  ['The number of features in data (3) is not the same as it was in training data (4).', 'feature-count', /the 4 that/],
  [
    'expected axis -1 of input shape to have value 4 but received input with shape (None, 3)',
    'feature-count',
    /the 4 that/,
  ],
  ['Matrix size-incompatible: In[0]: [1,610], In[1]: [9724,32]', 'feature-count', /the 9724 that/],
  ['mat1 and mat2 shapes cannot be multiplied (1x3 and 4x10)', 'feature-count', /the 4 that/],
  ["feature_names mismatch: ['f0', 'f1'] ['f0']", 'feature-count', /in their order/],
  [
    'KeyError: "3 required columns are missing from the provided dataset to transform using AutoMLPipelineFeatureGenerator"',
    'missing-columns',
    /named features/,
  ],
  ["ValueError: columns are missing: {'age', 'fare'}", 'missing-columns', /named features/],
  ["Model is missing inputs ['alcohol'].", 'missing-columns', /named features/],
  [
    'The feature names should match those that were passed during fit. Feature names must be in the same order as they were in fit.',
    'feature-names',
    /Rename and move/,
  ],
  ['Expected 2D array, got 1D array instead: array=[5.1 3.5 1.4 0.2].', 'two-dimensional', /\[\[1, 2, 3\]\]/],
  [
    "Loading csv data failed with Exception, please ensure data is in csv format: could not convert string to float: 'sepal_length'",
    'header-row',
    /without a header row/,
  ],
  ['Input X contains NaN.', 'missing-value', /default/],
  ["Found unknown categories ['Adelie '] in column 0 during transform", 'unknown-category', /Values of the feature/],
  ["y contains previously unseen labels: 'blue'", 'unknown-category', /Values of the feature/],
  [
    'Incompatible input types for column age. Can not safely convert float64 to int64.',
    'schema-types',
    /type of the column/,
  ],

  // Language.
  [
    '{"error":"Input validation error: `inputs` must have less than 512 tokens. Given: 534","error_type":"validation"}',
    'truncate',
    /truncation/,
  ],
  [
    'The size of tensor a (521) must match the size of tensor b (512) at non-singleton dimension 1',
    'truncate',
    /truncation/,
  ],
  ['IndexError: index out of range in self', 'truncate', /truncation/],
  [
    "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.",
    'too-many-tokens',
    /less than 16,384 tokens/,
  ],
  ['Input prompt (35247 tokens) is too long and exceeds limit of 1000', 'too-many-tokens', /less than 1,000 tokens/],
  ['Input validation error: `max_new_tokens` must be <= 512. Given: 1024', 'too-many-tokens', /less than 512/],
  [
    'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
    'chat-template',
    /Input “Text”/,
  ],
  ['Template error: template not found', 'chat-template', /Input “Text”/],
  ['System role not supported', 'system-message', /Empty “System message”/],
  ['Conversation roles must alternate user/assistant/user/assistant/...', 'roles-alternate', /one message of the user/],
  ["'messages' must be a list of objects with a role and content", 'messages-form', /Input “Chat”/],
  [
    '{"object":"error","message":"The model `gpt-4` does not exist.","type":"NotFoundError","param":null,"code":404}',
    'model-name',
    /parameter model/,
  ],
  ['meta-llama/Llama-3.1-8B is not a multimodal model', 'text-only', /content is text/],
  ['At most 1 image(s) may be provided in one request.', 'too-many-images', /OPTION_LIMIT_MM_PER_PROMPT/],
  ['Input validation error: `temperature` must be strictly positive', 'sampling-parameter', /Change temperature/],
  ['Input validation error: `top_p` must be > 0.0 and < 1.0', 'sampling-parameter', /Change top_p/],
  ['Input validation error: `stop` supports up to 4 stop sequences. Given: 6', 'stop-sequences', /Leave 4/],
  ['batch size 64 > maximum allowed batch size 32', 'batch-size', /32 or fewer/],
  ["inference request batch-size must be <= 8 for 'resnet'", 'batch-size', /8 or fewer/],
  [
    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    'tool-choice',
    /OPTION_TOOL_CALL_PARSER/,
  ],
  ['LoRA is not enabled.', 'adapter', /OPTION_ENABLE_LORA/],
  ['{"error":"Model is overloaded","error_type":"overloaded"}', 'model-overloaded', /add an instance/],

  // Pictures, recordings, tensors.
  [
    'PIL.UnidentifiedImageError: cannot identify image file <_io.BytesIO object at 0x7f>',
    'binary-types',
    /Input “Image”/,
  ],
  ['Unable to decode the image', 'binary-types', /Input “Image”/],
  ['Unable to base64 decode: incorrect padding', 'binary-types', /Input “Image”/],
  ['Image size 25000000 bytes exceeds maximum allowed size of 20971520 bytes', 'image-size', /smaller picture/],
  ['expected input[1, 1, 224, 224] to have 3 channels, but got 1 channels instead', 'channels', /RGB/],
  [
    '{ "error": "input and filter must have the same depth: 3 vs 1\\n\\t [[{{node conv2d_1/Conv2D}}]]" }',
    'channels',
    /greyscale/,
  ],
  ['Soundfile is either not in the correct format or is malformed.', 'audio-unreadable', /WAV/],
  [
    "unexpected shape for input 'images' for model 'yolo'. Expected [-1,3,640,640], got [1,3,384,640]. NOTE: Setting a non-zero max_batch_size",
    'tensor-shape',
    /\[-1,3,640,640\]/,
  ],
  [
    'Input 0 of layer "dense" is incompatible with the layer: expected shape=(None, 224, 224, 3), found shape=(None, 3)',
    'tensor-shape',
    /\(None, 224, 224, 3\)/,
  ],
  ["unexpected inference input 'x' for model 'resnet'", 'tensor-input', /config\.pbtxt/],
  ["inference input 'x' data-type is 'FP64', but model 'resnet' expects 'FP32'", 'tensor-type', /Send FP32/],

  // SageMaker itself.
  [
    'An error occurred (413) when calling the InvokeEndpoint operation: HTTP content length exceeded 5246976 bytes.',
    'too-large',
    /fewer rows/,
  ],
  [
    'ValidationError: An error occurred (ValidationError) when calling the InvokeEndpoint operation: Request 1-2 has oversize body.',
    'too-large',
    /fewer rows/,
  ],
  [
    'Amazon SageMaker could not get a response from the RCF-container2 endpoint. This can occur when CPU or memory utilization is high.',
    'no-response',
    /SAGEMAKER_MODEL_SERVER_WORKERS/,
  ],
  [
    'ConnectionClosedError: Connection was closed before we received a valid response from endpoint URL: "https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/IC/invocations".',
    'connection-closed',
    /6,291,456/,
  ],
  [
    'ReadTimeoutError: Read timeout on endpoint URL: "https://runtime.sagemaker.eu-west-1.amazonaws.com/endpoints/x/invocations"',
    'client-read-timeout',
    /read_timeout=70/,
  ],

  // Memory, workers, code.
  ['RuntimeError: CUDA error: device-side assert triggered', 'device-assert', /truncation/],
  [
    '{"code": 507, "type": "InternalServerException", "message": "System out of memory"}',
    'model-memory',
    /SAGEMAKER_MODEL_SERVER_WORKERS/,
  ],
  ['[WARNING] Worker was terminated due to signal 9', 'model-memory', /more memory/],
  [
    '{"code":503,"type":"ServiceUnavailableException","message":"No worker is available to serve request: model"}',
    'no-worker',
    /container log/,
  ],
  [
    'org.pytorch.serve.wlm.WorkerInitializationException: Backend worker did not respond in given time',
    'worker-slow',
    /TIMEOUT/,
  ],
  ['Object of type Tensor is not JSON serializable', 'not-serializable', /tolist/],
  [
    'Received server error (500) from model with message "No module named \'sagemaker\'"',
    'missing-module',
    /Add sagemaker to/,
  ],
  ["AttributeError: module 'numpy' has no attribute 'bool'", 'numpy-version', /Pin numpy/],
  [
    'Received server error (502) from primary with message "<html> <head><title>502 Bad Gateway</title></head>',
    'container-proxy',
    /container log/,
  ],
  [
    "The model's max seq len (32768) is larger than the maximum number of tokens that can be stored in KV cache (9104).",
    'kv-cache',
    /OPTION_MAX_MODEL_LEN=9104/,
  ],

  // Loading and starting.
  ['OSError: You are trying to access a gated repo.', 'gated-repository', /HF_TOKEN/],
  ["We couldn't connect to 'https://huggingface.co' to load this file", 'hub-unreachable', /EnableNetworkIsolation/],
  [
    '{"code": 400, "type": "BadRequestException", "message": "Parameter model_name is required."}',
    'model-files',
    /HF_MODEL_ID/,
  ],
  ["FileNotFoundError: [Errno 2] No such file or directory: '/opt/ml/model/model.pth'", 'model-files', /tar -czf/],
  [
    '{"code": 400,"type": "InternalServerException","message": "\\u0027gptj\\u0027"}',
    'model-load',
    /versions of the training/,
  ],
  [
    "You need to define one of the following ['text-classification'] or text-to-image as env 'HF_TASK'.",
    'hf-task',
    /HF_TASK/,
  ],
  [
    'Tensor parallel size (4) cannot be larger than the number of available GPUs (1).',
    'tensor-parallel',
    /to 1 or less/,
  ],
  [
    'Bfloat16 is only supported on GPUs with compute capability of at least 8.0. Your Tesla T4 GPU has compute capability 7.5.',
    'bfloat16',
    /OPTION_DTYPE=fp16/,
  ],
  ['The NVIDIA driver on your system is too old (found version 11040)', 'gpu-driver', /InferenceAmiVersion/],
  [
    'tensorflow_model_server: error while loading shared libraries: libcuda.so.1: cannot open shared object file',
    'no-gpu',
    /GPU instance/,
  ],
  ['OSError: [Errno 28] No space left on device', 'disk-full', /VolumeSizeInGB/],
  ['exec: "serve": executable file not found in $PATH', 'serve-missing', /PATH/],
  ['Image size 13279248421 is greater than supported size 10737418240', 'image-too-large', /CPU version/],
  [
    'Failed to extract model data archive for container "container_1" from URL "s3://x/model.tar.gz". Please ensure that the object located at the URL is a valid tar.gz archive.',
    'archive-broken',
    /-czhf/,
  ],
  [
    'Please make sure all images included in the model for the production variant variant-1 exist, and that the execution role used to create the model has permissions to access them.',
    'image-access',
    /ecr:BatchGetImage/,
  ],

  // Signatures.
  [
    "Credential should be scoped to a valid region, not 'us-east-1'. Credential should be scoped to correct service: 'execute-api'.",
    'credential-scope',
    /execute-api/,
  ],
  [
    '{"message":"Credential should be scoped to correct service: \'execute-api\'. "}',
    'credential-scope',
    /execute-api/,
  ],
  [
    "'eyJhbGciOi' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer eyJhbGciOi'.",
    'authorization-header',
    /whole invoke URL/,
  ],
  [
    '{"message":"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): \'NbxNTUKlPmPkDfDwSYiIFPCcXX+ZC2MnWmBBxVxIXzI=\'."}',
    'authorization-header',
    /whole invoke URL/,
  ],
  ['414 Request-URI Too Large', 'url-too-long', /POST/],

  // What only repeats a status, where nothing says more.
  [
    'Received client error (400) from model with message "unable to evaluate payload provided".',
    'payload-unread',
    /inference format/,
  ],
  ['{"code":503,"type":"InternalServerException","message":"Prediction failed"}', 'prediction-failed', /traceback/],
  ['Received server error (500) from primary with message ""', 'model-failed', /container log/],
  ['Received client error (400) from primary with message "no"', 'model-refused', /own words/],
]

it.each(messages)('%s', (message, id, change) => {
  const found = readRefusal(message)
  expect(found?.id).toBe(id)
  expect(found?.remedy).toMatch(change)
})

it.each(refusalCases)('$kind: $says', ({ says, kind, remedy }) => {
  const refusal = readRefusal(says)
  expect(refusal?.id).toBe(kind)
  expect(refusal?.remedy).toMatch(remedy)
})

describe('the numbers that a refusal names', () => {
  it.each<[string, Record<string, string>]>([
    ['Feature shape mismatch, expected: 4, got 5', { expected: '4', got: '5' }],
    ['X has 3 features, but SVC is expecting 13 features as input.', { expected: '13', got: '3' }],
    [
      '`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 1000 `max_new_tokens`',
      { limit: '4096', input: '4000', output: '1000' },
    ],
    ['Request body has exceeded the max limit of 6291456 bytes', { limit: '6291456' }],
    [
      'receiving BF16 data via JSON is not supported. Please use the binary data format for input x',
      { kind: 'BF16', name: 'x' },
    ],
    ['Tensor name: mask has inconsistent batch size: 11 expecting: 1', { name: 'mask', got: '11', expected: '1' }],
    ['batch size 64 > maximum allowed batch size 32', { got: '64', limit: '32' }],
    [
      "inference input 'x' data-type is 'FP64', but model 'r' expects 'FP32'",
      { name: 'x', got: 'FP64', expected: 'FP32' },
    ],
  ])('are read out of: %s', (message, values) => expect(readRefusal(message)?.values).toEqual(values))

  it('stand in the sentence', () =>
    expect(readRefusal('Feature shape mismatch, expected: 4, got 5')?.means).toBe(
      'The model was trained with 4 columns, and this row has 5.',
    ))
})

it('finds the line at the end of a long trace of calls', () => {
  const frames = '  File "/opt/conda/lib/python3.10/site-packages/torch/nn/modules/module.py", line 1532\n'.repeat(
    2_000,
  )
  expect(readRefusal(`Traceback (most recent call last):\n${frames}RuntimeError: CUDA out of memory.`)?.id).toBe(
    'cuda-memory',
  )
})

describe('the table', () => {
  it('has each kind once, and a message of each that nothing before it takes', () => {
    expect(new Set(refusalKinds.map(({ id }) => id)).size).toBe(refusalKinds.length)
    expect(refusalKinds.length).toBeGreaterThan(80)
    const tested = new Set([...messages.map(([, id]) => id), ...refusalCases.map(({ kind }) => kind)])
    const elsewhere = refusalKinds.map(({ id }) => id).filter((id) => !tested.has(id))
    // Each of these has its message in the test of the trace's decoder, or in the list below.
    expect(elsewhere.filter((id) => !rest.some(([, other]) => other === id))).toEqual([])
  })

  it('says one change, whether or not the message has values', () => {
    for (const { title, means, remedy, visitor = 'It.', source } of refusalKinds) {
      const written = [means, remedy].map((advice) => (typeof advice === 'string' ? advice : advice({})))
      expect(title).not.toMatch(/\.$/)
      for (const text of [...written, visitor]) {
        expect(text).toMatch(/[.]$/)
        expect(text).not.toMatch(/undefined|NaN/)
      }
      expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws|github\.com)\//)
    }
  })

  it('gives strangers no word of the account or the container', () => {
    for (const { visitor = '' } of refusalKinds)
      expect(visitor).not.toMatch(/API Gateway|Lambda|SageMaker|AWS|endpoint|deploy|container|log|token|parameter|\//i)
  })
})

/** One message of each kind that the list above has none of. */
const rest: [string, string][] = [
  ['please ensure data is in libsvm format', 'libsvm-form'],
  ['Could not fetch image: http://x/y.png', 'image-fetch'],
  ['ffmpeg was not found but is required to load audio files from filename', 'ffmpeg'],
  ['Serving signature name: "predict" not found in signature def', 'serving-signature'],
  ['grammar is not supported', 'grammar'],
  ['Inference Component Name header is not allowed', 'component-not-allowed'],
  ['Inference component llama not found', 'component-gone'],
  ['The request is missing a target model header', 'model-needed'],
  ['Endpoint does not support target model header', 'model-not-allowed'],
  ['Variant blue not found for Request', 'variant-gone'],
  ['Endpoint x is not an asynchronous endpoint', 'synchronous'],
  ['Endpoint x is an asynchronous endpoint', 'asynchronous'],
  ['ValidationError: Endpoint iris of account 123456789012 not found.', 'endpoint-gone'],
  ['{"code":"endpoint_not_in_service"}', 'endpoint-not-in-service'],
  ['Your invocation timed out while waiting for a response from container primary.', 'model-60-s'],
  ['ModelNotReadyException: The model is not ready', 'model-not-ready'],
  ['ThrottlingException when calling the InvokeEndpoint operation', 'model-throttled'],
  ['429 Client Error: Too Many Requests for url: https://huggingface.co/api', 'hub-rate'],
  ['set the option `trust_remote_code=True` to remove this error', 'remote-code'],
  ["[Errno 30] Read-only file system: '/opt/ml/model/x'", 'read-only-disk'],
  ['Please provide a model_fn implementation.', 'no-handler'],
  ['Cannot use transform_fn implementation in conjunction with input_fn', 'handler-conflict'],
  ['Expected all tensors to be on the same device, but found at least two devices', 'device-mismatch'],
  ['exec: "/opt/program/serve": permission denied: unknown', 'serve-not-executable'],
  ['Unable to successfully stand up your model within the allotted 180 second timeout.', 'serverless-start'],
  ['The model data archive is too large. Please reduce the size', 'archive-too-large'],
  ['The primary container for production variant AllTraffic did not pass the ping health check.', 'ping-health-check'],
  ['InternalFailure', 'sagemaker-unavailable'],
]
it.each(rest)('%s', (message, id) => expect(readRefusal(message)?.id).toBe(id))

it('gives plain values, which a page can hand on to the browser', () => {
  const values = readRefusal(
    'ValueError: X has 1 features, but RandomForestClassifier is expecting 4 features as input',
  )?.values
  expect(values).toMatchObject({ expected: '4', got: '1' })
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
})

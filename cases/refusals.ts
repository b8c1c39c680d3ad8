/** What model servers answer or log, in the exact words of their source or of a report about them, with the kind of refusal. */
export interface RefusalCase {
  says: string
  kind: string
  /** Words that the one change has. */
  remedy: RegExp
}

const toolkitError = (message: string) =>
  `Received client error (400) from primary with message "${JSON.stringify({ code: 400, type: 'InternalServerException', message })}"`

export const refusalCases: RefusalCase[] = [
  // aws/sagemaker-huggingface-inference-toolkit, handler_service.py: predict() pops inputs, handle() answers str(error) with 400.
  { says: toolkitError("'list' object has no attribute 'pop'"), kind: 'inputs-object', remedy: /\{"inputs"/ },
  { says: toolkitError("'str' object has no attribute 'pop'"), kind: 'inputs-object', remedy: /Input “Text”/ },
  {
    says: toolkitError(
      "(\"You need to define one of the following ['audio-classification', 'text-classification'] as env 'HF_TASK'.\", 403)",
    ),
    kind: 'hf-task',
    remedy: /HF_TASK/,
  },
  // aws/sagemaker-huggingface-inference-toolkit/issues/79
  {
    says: toolkitError(
      "Could not load model /.sagemaker/mms/models/allenai__cosmo-xl with any of the following classes: (<class 'transformers.models.auto.modeling_auto.AutoModelForSeq2SeqLM'>,).",
    ),
    kind: 'model-class',
    remedy: /newer Transformers/,
  },
  // aws/sagemaker-huggingface-inference-toolkit/issues/31
  {
    says: toolkitError(
      "Can't load tokenizer for '/.sagemaker/mms/models/model'. Make sure that:\n\n- '/.sagemaker/mms/models/model' is a correct model identifier listed on 'https://huggingface.co/models'",
    ),
    kind: 'tokenizer-files',
    remedy: /save_pretrained of the tokenizer/,
  },
  // vllm-project/vllm, vllm/model_executor/models/registry.py
  {
    says: "ValueError: Model architectures ['Gemma3ForConditionalGeneration'] are not supported for now. Supported architectures: dict_keys([])",
    kind: 'architecture',
    remedy: /newer LMI or vLLM image/,
  },
  // vllm-project/vllm, vllm/entrypoints/openai/chat_completion/api_router.py
  {
    says: '{"object":"error","message":"The model does not support Chat Completions API","type":"BadRequestError","param":null,"code":400}',
    kind: 'other-api',
    remedy: /“Text” if it gives embeddings/,
  },
  // pytorch/serve, docs/FAQs.md and frontend/…/util/ApiUtils.java
  {
    says: '{"code": 503, "type": "ServiceUnavailableException", "message": "Model \\"empty_model\\" has no worker to serve inference request. Please use scale workers API to add workers."}',
    kind: 'workers-busy',
    remedy: /fewer calls at once/,
  },
  // triton-inference-server/server, docker/sagemaker/serve
  {
    says: 'ERROR: More than 1 model directory found in model repository.\n       Either provide a single directory or set SAGEMAKER_TRITON_DEFAULT_MODEL_NAME to run the ensemble backend.',
    kind: 'triton-several-models',
    remedy: /to the folder that answers/,
  },
  {
    says: 'ERROR: Directory with provided SAGEMAKER_TRITON_DEFAULT_MODEL_NAME resnet does not exist',
    kind: 'triton-folder',
    remedy: /a folder that the artifact has/,
  },
  {
    says: 'ERROR: Incorrect directory structure.\n       Model directory needs to contain the top level folder',
    kind: 'triton-top-folder',
    remedy: /Pack the folder/,
  },
  // triton-inference-server/core, src/model_repository_manager/model_repository_manager.cc
  {
    says: `{"error":"Request for unknown model: 'resnet' has no available versions"}`,
    kind: 'triton-model-name',
    remedy: /DEFAULT_MODEL_NAME/,
  },
  // scikit-learn/scikit-learn, sklearn/utils/validation.py, from 1.6 on
  {
    says: 'ValueError: Found array with dim 3, while dim <= 2 is required by RandomForestClassifier.',
    kind: 'array-dimensions',
    remedy: /one list for each row/,
  },
  // pytorch/pytorch, torch/serialization.py
  {
    says: '_pickle.UnpicklingError: Weights only load failed. Re-running `torch.load` with `weights_only` set to `False` will likely succeed',
    kind: 'weights-only',
    remedy: /weights_only=False in model_fn/,
  },
  // huggingface/huggingface_hub, src/huggingface_hub/utils/_http.py
  {
    says: 'Cannot access gated repo for url https://huggingface.co/meta-llama/Llama-3.1-8B/resolve/main/config.json.',
    kind: 'gated-repository',
    remedy: /HF_TOKEN/,
  },
  // tokio-rs/axum, axum-core/src/extract/rejection.rs, by TEI and TGI
  {
    says: 'Received client error (413) from primary with message "Failed to buffer the request body: length limit exceeded"',
    kind: 'payload-limit',
    remedy: /PAYLOAD_LIMIT/,
  },
]

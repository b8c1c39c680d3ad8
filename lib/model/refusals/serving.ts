/** What model servers say of the model that they were given: its task, its class, its folder, and their own queue. */
import { at, inOptions, type RefusalKind } from './refusal'

const toolkit =
  'aws/sagemaker-huggingface-inference-toolkit/blob/main/src/sagemaker_huggingface_inference_toolkit/handler_service.py'
const triton = 'triton-inference-server/server/blob/main/docker/sagemaker/serve'

export const servingRefusals: RefusalKind[] = [
  {
    id: 'inputs-object',
    at: 'model',
    says: [/'(?<got>list|str|bytes|bytearray|int|float)' object has no attribute 'pop'/],
    title: 'The body is no object with inputs',
    means: ({ got }) =>
      `The Hugging Face container takes inputs out of a JSON object, and got ${got ? `a ${got}` : 'another value'}.`,
    remedy: `Choose Input “Text” ${inOptions}: it sends {"inputs": …}.`,
    source: at.repository(toolkit),
  },
  {
    id: 'model-class',
    at: 'start',
    says: [/could not load model (?<name>\S{1,200}) with any of the following classes/i],
    title: 'Transformers cannot load this model for the task',
    means: 'HF_TASK names another task than the model’s, or the library is older than the model.',
    remedy:
      'Set HF_TASK to the task on the model’s page; if it is that, create the model with an image of a newer Transformers.',
    source: at.repository('huggingface/transformers/blob/v4.50.0/src/transformers/pipelines/base.py'),
  },
  {
    id: 'tokenizer-files',
    at: 'start',
    says: [/can't load (?:tokenizer|image processor|feature extractor|the configuration of|config) (?:for )?'/i],
    title: 'The artifact lacks the tokenizer or the configuration',
    means: 'Transformers looks for these files beside the weights, at the top of model.tar.gz.',
    remedy: 'Call save_pretrained of the tokenizer too when the model is saved, and pack the artifact again.',
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit/issues/31'),
  },
  {
    id: 'architecture',
    at: 'start',
    says: [/model architectures \[(?<name>[^\]]{1,300})\] are not supported for now/i],
    title: 'This version of vLLM does not know the model’s architecture',
    means: ({ name }) => `The model is ${name ?? 'newer than the server'}, which the server cannot run.`,
    remedy: 'Create the model with a newer LMI or vLLM image.',
    source: at.repository('vllm-project/vllm/blob/main/vllm/model_executor/models/registry.py'),
  },
  {
    id: 'other-api',
    at: 'model',
    says: [/the model does not support (?<name>chat completions|completions|embeddings|score|rerank) api/i],
    title: 'The server serves this model for something else',
    means: ({ name }) =>
      `The request is one for ${name ?? 'another kind of answer'}, and vLLM loaded the model without.`,
    remedy: `Choose the Input that the model is for ${inOptions}: “Chat” if it writes text, “Text” if it gives embeddings.`,
    source: at.repository('vllm-project/vllm/blob/main/vllm/entrypoints/openai/chat_completion/api_router.py'),
  },
  {
    id: 'workers-busy',
    at: 'model',
    says: [/has no worker to serve inference request/i],
    title: 'TorchServe has no free worker for this request',
    means: 'Its queue (job_queue_size, 100 unless set) is full, or no worker of the model runs.',
    remedy:
      'Send fewer calls at once, or add an instance; if one call alone fails, read why the worker ended in the log.',
    visitor: 'The model is busy. Try again in a moment.',
    source: at.repository('pytorch/serve/blob/master/docs/FAQs.md'),
  },
  {
    id: 'triton-several-models',
    at: 'start',
    says: [/more than 1 model directory found in model repository/i],
    title: 'The artifact holds several Triton models',
    means: 'Triton on SageMaker does not know which of them answers.',
    remedy: 'Set SAGEMAKER_TRITON_DEFAULT_MODEL_NAME of the model to the folder that answers.',
    source: at.repository(triton),
  },
  {
    id: 'triton-folder',
    at: 'start',
    says: [
      /directory with provided SAGEMAKER_TRITON_DEFAULT_MODEL_NAME (?<name>\S{1,200}) does not exist/i,
      /no model found in model repository/i,
    ],
    title: 'The artifact has no folder of Triton’s model',
    means: ({ name }) => `Triton looks for ${name ? `the folder ${name}` : 'a folder'} at the top of model.tar.gz.`,
    remedy: 'Set SAGEMAKER_TRITON_DEFAULT_MODEL_NAME of the model to a folder that the artifact has at its top.',
    source: at.repository(triton),
  },
  {
    id: 'triton-top-folder',
    at: 'start',
    says: [/model directory needs to contain the top level folder/i],
    title: 'config.pbtxt is at the top of the artifact',
    means: 'Triton wants the model’s own folder there, with config.pbtxt and the numbered versions in it.',
    remedy: 'Pack the folder instead of what is in it: tar -czf model.tar.gz NAME.',
    source: at.repository(triton),
  },
  {
    id: 'weights-only',
    at: 'start',
    says: [/weights only load failed/i],
    title: 'PyTorch does not load this pickle',
    means: 'From version 2.6 on torch.load reads plain weights alone, and this file holds objects of classes too.',
    remedy: 'If the file is your own, call torch.load with weights_only=False in model_fn of inference.py.',
    source: at.repository('pytorch/pytorch/blob/main/torch/serialization.py'),
  },
  {
    id: 'payload-limit',
    at: 'model',
    says: [/failed to buffer the request body: length limit exceeded/i],
    title: 'The body is larger than the model server takes',
    means: 'TEI and TGI take 2,000,000 bytes unless PAYLOAD_LIMIT says more.',
    remedy: 'Send fewer inputs at once, or set PAYLOAD_LIMIT of the model to a larger number of bytes.',
    visitor: 'That is too much for the model at once. Send something smaller.',
    source: at.repository('tokio-rs/axum/blob/main/axum-core/src/extract/rejection.rs'),
  },
]

/** What servers of language models say: TGI, TEI, vLLM and LMI. */
import { at, count, inOptions, type RefusalKind, type Values } from './refusal'

/** By what the message names: the limit, the tokens of the input, and those that were requested. */
function fewerTokens({ limit, input, output }: Values): string {
  const room = Number(limit) - Number(input)
  if (limit && input && output && room > 0)
    return `Set max_new_tokens ${inOptions} to ${count(String(room))} or less, or shorten the input.`
  if (limit && output && !input)
    return `Set max_new_tokens ${inOptions} to less than ${count(limit)}, or shorten the input.`
  return `Shorten the input${limit ? ` to less than ${count(limit)} tokens` : ''}. The model’s own limit is MAX_TOTAL_TOKENS of TGI, or OPTION_MAX_MODEL_LEN of LMI.`
}

const tooLong = 'That is too long for this model. Enter a shorter text.'

export const languageRefusals: RefusalKind[] = [
  {
    id: 'eula',
    at: 'model',
    says: [/accept_eula ?= ?'?true/i, /accept the end-?user license agreement/i],
    title: 'The model’s licence was not accepted',
    means:
      'This JumpStart container wants accept_eula=true in the custom attributes of each call, and public APIs send none.',
    remedy:
      'Create the model again from JumpStart’s current version with accept_eula=True: the licence is then accepted once.',
    source: at.sagemaker('jumpstart-foundation-models-choose.html'),
  },
  {
    id: 'truncate',
    at: 'model',
    says: [
      /`inputs` must have less than (?<limit>512|256|384|128|514) tokens\. given: (?<input>\d{1,9})/i,
      /size of tensor a \((?<input>\d{1,9})\) must match the size of tensor b \((?<limit>128|256|384|512|514|1024)\) at non-singleton dimension 1/i,
      /token indices sequence length is longer than the specified maximum sequence length for this model \((?<input>\d{1,9}) > (?<limit>\d{1,9})\)/i,
      /index out of range in self/i,
    ],
    title: 'The text is longer than the model reads',
    means: ({ limit, input }) =>
      limit && input
        ? `The model reads ${count(limit)} tokens, and this text has ${count(input)}.`
        : 'The text has more tokens than the model has positions.',
    remedy: `Add the parameter truncation (or truncate, for TEI) with true ${inOptions}, or send shorter texts.`,
    visitor: tooLong,
    source: at.repository('huggingface/text-embeddings-inference/issues/356'),
  },
  {
    id: 'too-many-tokens',
    at: 'model',
    says: [
      /`inputs` tokens \+ `max_new_tokens` must be <= (?<limit>\d{1,9})\. given: (?<input>\d{1,9}) `inputs` tokens and (?<output>\d{1,9})/i,
      /`inputs` tokens \+ `max_new_tokens` must be <= (?<limit>\d{1,9})/i,
      /`inputs` must have less than (?<limit>\d{1,9}) (?:tokens|characters)\. given: (?<input>\d{1,9})/i,
      /`max_new_tokens` must be <= (?<limit>\d{1,9})\. given: (?<output>\d{1,9})/i,
      /maximum context length is (?<limit>\d{1,9}) tokens\. however, you requested \d{1,9} tokens \((?<input>\d{1,9}) in the messages, (?<output>\d{1,9}) in the completion/i,
      /maximum context length is (?<limit>\d{1,9}) tokens and your request has (?<input>\d{1,9}) input tokens/i,
      /maximum context length is (?<limit>\d{1,9}) tokens/i,
      /input prompt \((?<input>\d{1,9}) tokens\) is too long and exceeds limit of (?<limit>\d{1,9})/i,
      /prompt \(?(?:total )?length:? ?\(?(?<input>\d{1,9})\)?\)? (?:is longer than|exceeds) (?:the )?max(?:imum)? (?:model|input) length \(?(?:of )?(?<limit>\d{1,9})/i,
      /input \((?<input>\d{1,9}) tokens\) is too large to process/i,
    ],
    title: 'The prompt and its answer have more tokens than the model takes',
    means: ({ limit, input, output }) =>
      limit
        ? `The model takes ${count(limit)} tokens${input ? `; the input has ${count(input)}` : ''}${output ? `${input ? ' and' : ';'} ${count(output)} were requested` : ''}.`
        : 'Input and requested output share the model’s context.',
    remedy: fewerTokens,
    visitor: tooLong,
    source: at.repository('huggingface/text-generation-inference/issues/628'),
  },
  {
    id: 'chat-template',
    at: 'model',
    says: [
      /default chat template is no longer allowed/i,
      /tokenizer\.chat_template is not set/i,
      /template error: template not found/i,
    ],
    title: 'This model has no chat template',
    means: 'A base model’s tokenizer does not say how messages become a prompt, so it takes no chats.',
    remedy: `Choose Input “Text” ${inOptions}, or deploy the model’s Instruct version.`,
    source: at.repository('vllm-project/vllm/issues/7978'),
  },
  {
    id: 'system-message',
    at: 'model',
    says: [
      /system role (?:is )?not supported/i,
      /only user and assistant roles are supported/i,
      /system message (?:is|are) not supported/i,
    ],
    title: 'This model takes no system message',
    means: 'Its chat template knows the roles user and assistant only.',
    remedy: `Empty “System message” ${inOptions}.`,
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'roles-alternate',
    at: 'model',
    says: [/conversation roles must alternate/i],
    title: 'The roles of the messages do not alternate',
    means: 'The chat template wants user and assistant in turn, with user first.',
    remedy: `Send one message of the user after each of the assistant; empty “System message” ${inOptions} if it has one.`,
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'messages-form',
    at: 'model',
    says: [
      /'?"?messages'?"? must be (?:a|an) (?:non-empty )?(?:list|array)/i,
      /each message must have (?:a )?'?role'? and '?content'?/i,
    ],
    title: 'The messages are not in the form of a chat',
    means: 'A chat is a list of objects, each with a role and a content.',
    remedy: `Choose Input “Chat” ${inOptions}: it sends {"messages": [{"role": "user", "content": …}]}.`,
    source: at.sagemaker('large-model-inference-container-docs.html'),
  },
  {
    id: 'model-name',
    at: 'model',
    says: [/the model `(?<name>[^`]{1,120})` does not exist/i],
    title: 'The body names a model that the server has not',
    means: ({ name }) => `The server serves its model by another name than ${name ?? 'the one in the body'}.`,
    remedy: `Remove the parameter model ${inOptions}; LMI and TGI then take the model that they serve.`,
    source: at.repository('vllm-project/vllm'),
  },
  {
    id: 'too-many-images',
    at: 'model',
    says: [/at most (?<limit>[1-9]\d{0,3}) (?<kind>image|video|audio)\(s\) may be provided/i],
    title: 'The message has more pictures than the server takes',
    means: ({ limit, kind }) => `It takes ${limit ?? 'a few'} ${kind ?? 'image'}(s) in one prompt.`,
    remedy: 'Send fewer, or raise OPTION_LIMIT_MM_PER_PROMPT of the model.',
    visitor: 'That is more pictures than the model takes at once.',
    source: at.repository('vllm-project/vllm'),
  },
  {
    id: 'text-only',
    at: 'model',
    says: [
      /is not a multimodal model/i,
      /at most 0 (?:image|video|audio)\(s\) may be provided/i,
      /\w{1,20} modality is not supported/i,
    ],
    title: 'This model reads text only',
    means: 'The messages have a picture, a recording or a video, and the model has no encoder for it.',
    remedy: 'Send messages whose content is text.',
    visitor: 'This model reads text only.',
    source: at.repository('vllm-project/vllm'),
  },
  {
    id: 'sampling-parameter',
    at: 'model',
    says: [
      /`(?<name>temperature|top_p|top_k|typical_p|repetition_penalty|frequency_penalty|best_of|seed|top_n_tokens|truncate|max_new_tokens|decoder_input_details)`[^"]{0,40}(?<rule>(?:must|is not|has to|cannot)[^"]{3,80})/i,
      /(?<name>temperature|top_p|top_k|repetition_penalty|frequency_penalty|presence_penalty|max_tokens|top_logprobs) (?<rule>must be [^"]{3,60})/i,
    ],
    title: 'A parameter is outside of what the model takes',
    means: ({ name, rule }) =>
      name && rule
        ? `The server says: ${name} ${rule.replace(/\.$/, '')}.`
        : 'The server checks each parameter of a request.',
    remedy: ({ name }) => `Change ${name ?? 'it'} in the parameters ${inOptions}.`,
    visitor: 'One of the settings is out of its range.',
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'stop-sequences',
    at: 'model',
    says: [/`stop` supports up to (?<limit>\d{1,4}) stop sequences\. given: (?<got>\d{1,4})/i],
    title: 'Too many stop sequences',
    means: ({ limit, got }) =>
      limit ? `The server takes ${limit}, and the request has ${got}.` : 'The server takes a few only.',
    remedy: ({ limit }) =>
      `Leave ${limit ?? 'fewer'} in the parameter stop ${inOptions}, or raise MAX_STOP_SEQUENCES of the model.`,
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'batch-size',
    at: 'model',
    says: [
      /batch size (?<got>\d{1,9}) > maximum allowed batch size (?<limit>\d{1,9})/i,
      /inference request batch-size must be <= (?<limit>\d{1,9})/i,
    ],
    title: 'The request has more inputs than one batch takes',
    means: ({ limit, got }) =>
      limit
        ? `The server takes ${count(limit)} at once${got ? `, and the request has ${count(got)}` : ''}.`
        : 'The server takes a number of inputs at once.',
    remedy: ({ limit }) =>
      `Send ${limit ? `${count(limit)} or fewer` : 'fewer'} at once, or raise MAX_CLIENT_BATCH_SIZE (TEI) or max_batch_size (Triton).`,
    source: at.repository('huggingface/text-embeddings-inference'),
  },
  {
    id: 'tool-choice',
    at: 'model',
    says: [/tool choice requires --enable-auto-tool-choice/i, /--tool-call-parser to be set/i],
    title: 'The server does not read tool calls',
    means: 'The request has tools, and the server was started without a parser for them.',
    remedy: 'Set OPTION_ENABLE_AUTO_TOOL_CHOICE=true and OPTION_TOOL_CALL_PARSER of the model.',
    source: at.repository('deepjavalibrary/djl-serving/blob/master/serving/docs/lmi/user_guides/tool_calling.md'),
  },
  {
    id: 'grammar',
    at: 'model',
    says: [/grammar is not (?:supported|valid)/i, /cannot compile regex from schema/i],
    title: 'The server cannot follow this grammar',
    means: 'The request wants an answer of a given form, which this server does not know or cannot compile.',
    remedy: `Remove grammar or response_format from the parameters ${inOptions}.`,
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'adapter',
    at: 'model',
    says: [
      /the adapter (?<name>\S{1,80}) was not found/i,
      /LoRA (?:is not enabled|adapter (?<name>\S{1,80}) not found)/i,
    ],
    title: 'The server has no such LoRA adapter',
    means: ({ name }) =>
      `The request names ${name ? `the adapter ${name}` : 'an adapter'}, which the server did not load.`,
    remedy: 'Set OPTION_ENABLE_LORA=true and put the adapter into the adapters folder of the model’s artifact.',
    source: at.repository('deepjavalibrary/djl-serving/blob/master/serving/docs/adapters.md'),
  },
  {
    id: 'model-overloaded',
    at: 'model',
    says: [/\bmodel is overloaded\b/i, /"error_type": ?"overloaded"/i],
    title: 'The model server’s queue is full',
    means: 'More requests wait than the server takes (MAX_CONCURRENT_REQUESTS).',
    remedy: 'Try again in a second; if it repeats, add an instance to the endpoint.',
    visitor: 'The model is busy. Try again in a moment.',
    source: at.repository('huggingface/text-generation-inference'),
  },
]

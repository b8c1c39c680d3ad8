/** What containers say of a body that is not of their form: its type, its keys, its JSON. */
import { at, inOptions, type RefusalKind } from './refusal'

/** Left out of what a key error names: events of a function, where the trace looks for another cause. */
const inputKeys = /^(inputs|text_inputs|messages|prompt|text|query|texts|instances|data|question|context|features)$/

export const requestRefusals: RefusalKind[] = [
  {
    id: 'missing-key',
    at: 'model',
    says: [
      /input payload must contain (?:an? )?['"`]?(?<key>\w{1,60})['"`]? key/i,
      /missing field [`'"](?<key>\w{1,60})[`'"]/i,
      /"loc": ?\[ ?"body", ?"(?<key>\w{1,60})" ?\][^{}]{0,120}"msg": ?"field required/i,
      /"msg": ?"field required"[^{}]{0,120}"loc": ?\[ ?"body", ?"(?<key>\w{1,60})"/i,
      /\(?'body', ?'(?<key>\w{1,60})'\)?[^{}]{0,120}field required/i,
      /(?:missing|required) (?:key|field|property)[: ]{1,3}['"`](?<key>\w{1,60})['"`]/i,
      /['"`](?<key>\w{1,60})['"`] is a required property/i,
      /"message": ?"'(?<key>inputs|text_inputs|messages|prompt|instances|data|question|context)'"/,
      /KeyError: '(?<key>inputs|text_inputs|messages|prompt|instances|question|context|text|features)'/,
      /(?:__call__|preprocess|_sanitize_parameters|generate|forward)\(\) missing \d+ required positional arguments?: '(?<key>\w{1,60})'/,
    ],
    title: 'A key that the model needs is missing',
    means: ({ key }) =>
      key
        ? `The container reads “${key}” of a JSON body, and this body has no such key.`
        : 'The container reads a key of a JSON body, and this body has no such key.',
    remedy: ({ key }) => {
      if (key === 'inputs') return `Choose Input “Text” ${inOptions}, sent as {"inputs": text}.`
      if (key === 'messages') return `Choose Input “Chat” ${inOptions}: it sends messages with role and content.`
      if (key === 'instances')
        return `Choose Input “Other JSON” ${inOptions}, with {"instances": […]} as its example body.`
      if (key && !inputKeys.test(key))
        return `Add “${key}” to the parameters ${inOptions}, or to the body as the model reads it.`
      return `Choose Input “Other JSON” ${inOptions}, with a body that has ${key ? `the key “${key}”` : 'this key'} as its example.`
    },
    source: at.repository('langchain-ai/langchain/issues/5594'),
  },
  {
    id: 'instances-key',
    at: 'model',
    says: [
      /missing 'inputs' or 'instances' key/i,
      /expecting object with 'instances' or '?inputs?'? key/i,
      /not formatted correctly\. Expecting object with/i,
    ],
    title: 'TensorFlow Serving reads “instances” or “inputs”',
    means: 'Its REST form is one object: {"instances": […]} with a row each, or {"inputs": …} by columns.',
    remedy: `Choose Input “Other JSON” ${inOptions}, with {"instances": [[1, 2, 3]]} as its example body.`,
    source: at.repository('aws/sagemaker-tensorflow-serving-container/issues/73'),
  },
  {
    id: 'instances-element',
    at: 'model',
    says: [
      /failed to process element: ?(?<element>\d{1,9})? ?(?:key: \S{1,80} )?of 'instances' list/i,
      /JSON Value: .{0,200} Type: (?<got>\w{1,20}) is not of expected type: (?<expected>\w{1,20})/i,
    ],
    title: 'A value of a row has another type than the model’s input',
    means: ({ expected, got }) =>
      expected
        ? `TensorFlow’s signature has ${expected} here, and the body has ${got}.`
        : 'A row of “instances” does not fit the types of TensorFlow’s signature.',
    remedy: ({ expected }) =>
      `Send ${expected && /float|int|double/i.test(expected) ? 'numbers without quotation marks' : 'values of the signature’s type'}; set the feature’s type ${inOptions}.`,
    visitor: 'One of the values has the wrong type. Check for text where a number belongs.',
    source: at.repository('aws/sagemaker-python-sdk/issues/1971'),
  },
  {
    id: 'invalid-key',
    at: 'model',
    says: [
      /payload contains an invalid key '(?<key>\w{1,60})'/i,
      /unknown field [`'"](?<key>\w{1,60})[`'"]/i,
      /got an unexpected keyword argument '(?<key>\w{1,60})'/i,
      /following `model_kwargs` are not used by the model: \['(?<key>\w{1,60})'/i,
      /"loc": ?\[ ?"body", ?"(?<key>\w{1,60})" ?\][^{}]{0,120}extra inputs are not permitted/i,
      /extra inputs are not permitted/i,
    ],
    unless: /lambda_handler|\/var\/task\//,
    title: 'The body has a key that the model does not know',
    means: ({ key }) =>
      key
        ? `The container refuses “${key}”, which it has no parameter for.`
        : 'The container refuses keys that it has no parameter for.',
    remedy: ({ key }) =>
      key === 'parameters'
        ? `Remove all parameters ${inOptions}: this model reads them beside its input, as “Other JSON”.`
        : `Remove ${key ? `“${key}”` : 'it'} from the parameters ${inOptions}.`,
    source: at.repository('BerriAI/litellm/issues/17147'),
  },
  {
    id: 'labels-needed',
    at: 'model',
    says: [/must include at least one label and at least one sequence/i],
    title: 'Zero-shot classification needs candidate labels',
    means: 'The model chooses among labels that each request names in parameters.candidate_labels.',
    remedy: `Add the parameter candidate_labels ${inOptions}.`,
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit'),
  },
  {
    id: 'question-form',
    at: 'model',
    says: [/questions? cannot be none/i, /argument needs to be of type \(SquadExample, dict\)/i],
    title: 'The model reads a question and its context',
    means: 'A question-answering pipeline takes {"inputs": {"question": …, "context": …}}.',
    remedy: `Choose Input “Other JSON” ${inOptions}, with a question and a context as its example body.`,
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit'),
  },
  {
    id: 'text-form',
    at: 'model',
    says: [
      /text input must be of type `?str`?/i,
      /TextEncodeInput must be Union/,
      /inputs? must be of type `?str`? \(single example\)/i,
    ],
    title: 'The model reads text, and “inputs” is not text',
    means: 'The tokenizer takes a text or a list of texts; the body has another form under “inputs”.',
    remedy: `Choose Input “Text” ${inOptions}, sent as {"inputs": text}.`,
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit'),
  },
  {
    id: 'csv-header',
    at: 'model',
    says: [/need to provide the correct CSV with Header columns/i],
    title: 'This container reads CSV only with a header',
    means: 'Hugging Face’s container takes the keys of the body from the first line: “inputs”, or “question,context”.',
    remedy: `Choose Input “Text” ${inOptions}: it sends JSON, which needs no header.`,
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit/pull/17'),
  },
  {
    id: 'libsvm-form',
    at: 'model',
    says: [/please ensure data is in libsvm format/i],
    title: 'The body is not libsvm',
    means: 'The content type names libsvm, where each value is index:value, and the row is something else.',
    remedy: 'Send the row with Content-Type text/csv.',
    source: at.repository('aws/sagemaker-xgboost-container'),
  },
  {
    id: 'bytes-as-text',
    at: 'model',
    says: [
      /'utf-?8' codec can't decode byte 0x(?<byte>[0-9a-f]{2}) in position/i,
      /stream did not contain valid UTF-8/i,
    ],
    title: 'The model reads text and got other bytes',
    means: 'The body is a file, or text in another encoding than UTF-8, where the container decodes UTF-8.',
    remedy: `Send UTF-8. If the model takes files, choose Input “Image” or “Audio” ${inOptions}, with their content type.`,
    visitor: 'The file is not in a form that this model reads.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'json-body',
    at: 'model',
    says: [
      /JSONDecodeError|expecting value: line 1 column 1/i,
      /failed to parse the request body as JSON/i,
      /failed to deserialize the JSON body into the target type/i,
      /JSON parse error: .{0,80}at offset/i,
      /failed to parse the request JSON buffer/i,
      /unable to deserialize request body as/i,
      /unable to parse (?:the )?(?:request|payload|body) as JSON/i,
      /Input parsing failed/,
    ],
    unless: /lambda_handler|\/var\/task\//,
    title: 'The model reads JSON, and does not know the form of this body',
    means: 'The container parses the body as JSON before anything else, and that failed.',
    remedy: `Choose the input of the model’s kind ${inOptions}: “Text”, “Chat” or “Other JSON” send application/json.`,
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'empty-input',
    at: 'model',
    says: [
      /[`'"](?:inputs|texts|input_ids|ids)[`'"]? cannot be empty/i,
      /\bbatch is empty/i,
      /prompt cannot be empty/i,
    ],
    title: 'The input is empty',
    means: 'The container takes no empty text and no empty list.',
    remedy: `Send at least one text; set a sample ${inOptions}, so that the playground starts with it.`,
    visitor: 'There is nothing to read yet. Enter something first.',
    source: at.repository('huggingface/text-embeddings-inference'),
  },
]

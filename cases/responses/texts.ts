/** Answers to texts: rankings, answers of a question, generated text and calls of tools. */
import type { ResponseCase } from './case'

const chat = (message: object, more: object = {}) =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'llama',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', logprobs: null }],
    ...more,
  })
const call = (name: string, given: object) => ({
  id: 'call_1',
  type: 'function',
  function: { name, arguments: JSON.stringify(given) },
})
const ranking = [
  { index: 2, score: 0.97 },
  { index: 0, score: 0.31 },
  { index: 1, score: 0.02 },
]
const texts = ['first', 'second', 'third']

export const textCases: ResponseCase[] = [
  {
    name: 'TEI, rerank',
    body: JSON.stringify(ranking),
    sent: JSON.stringify({ query: 'q', texts }),
    prediction: { kind: 'ranking', ranked: ranking.map((one) => ({ ...one, text: texts[one.index] })) },
  },
  {
    name: 'TEI, rerank of three that were sent as a list',
    body: JSON.stringify(ranking),
    rows: 3,
    prediction: { kind: 'ranking', ranked: ranking },
  },
  {
    name: 'TEI, rerank with texts, out of order',
    body: '[{"index":0,"text":"first","score":0.31},{"index":1,"text":"second","score":0.97}]',
    prediction: {
      kind: 'ranking',
      ranked: [
        { index: 1, score: 0.97, text: 'second' },
        { index: 0, score: 0.31, text: 'first' },
      ],
    },
  },
  {
    name: 'Cohere and vLLM, rerank',
    body: '{"id":"r1","model":"bge","results":[{"index":1,"document":{"text":"second"},"relevance_score":0.9},{"index":0,"document":{"text":"first"},"relevance_score":0.1}],"usage":{"total_tokens":9}}',
    prediction: {
      kind: 'ranking',
      ranked: [
        { index: 1, score: 0.9, text: 'second' },
        { index: 0, score: 0.1, text: 'first' },
      ],
      rest: { id: 'r1', model: 'bge', usage: { total_tokens: 9 } },
    },
  },
  {
    name: 'vLLM, score',
    body: '{"object":"list","data":[{"index":0,"object":"score","score":0.9},{"index":1,"object":"score","score":0.1}]}',
    prediction: { kind: 'ranking', ranked: [{ index: 0, score: 0.9 }, { index: 1 }] },
  },
  {
    name: 'question answering, several answers',
    body: '[{"score":0.7,"start":3,"end":8,"answer":"Paris"},{"score":0.2,"start":9,"end":13,"answer":"Rome"}]',
    sent: JSON.stringify({ inputs: { question: 'Where?', context: 'In Paris Rome.' } }),
    prediction: {
      kind: 'answer',
      answers: [
        { answer: 'Paris', score: 0.7, start: 3, end: 8 },
        { answer: 'Rome', score: 0.2, start: 9, end: 13 },
      ],
      context: 'In Paris Rome.',
    },
  },
  {
    name: 'question answering, of a table',
    body: '{"answer":"36542","coordinates":[[0,1]],"cells":["36542"],"aggregator":"AVERAGE"}',
    prediction: {
      kind: 'answer',
      answers: [{ answer: '36542' }],
      rest: { coordinates: [[0, 1]], cells: ['36542'], aggregator: 'AVERAGE' },
    },
  },
  {
    name: 'Seq2Seq',
    body: '{"predictions":[{"target":"das ist gut"}]}',
    prediction: { kind: 'text', texts: ['das ist gut'] },
  },
  {
    name: 'JumpStart, a chat’s generation',
    body: '[{"generation":{"role":"assistant","content":"Hello"}}]',
    prediction: { kind: 'text', made: 'generated', texts: ['Hello'] },
  },
  {
    name: 'JumpStart, a generation',
    body: '[{"generation":"Hello"}]',
    prediction: { kind: 'text', made: 'generated', texts: ['Hello'] },
  },
  {
    name: 'JumpStart, generated texts',
    body: '{"generated_texts":["A","B"]}',
    prediction: { kind: 'text', texts: ['A', 'B'] },
  },
  {
    name: 'Cohere, generations',
    body: '{"id":"1","generations":[{"id":"2","text":"Hello"}],"prompt":"Hi"}',
    prediction: { kind: 'text', texts: ['Hello'], rest: { id: '1', prompt: 'Hi', generations: { id: '2' } } },
  },
  {
    name: 'AI21, completions',
    body: '{"id":1,"prompt":{"text":"Hi"},"completions":[{"data":{"text":"Hello"},"finishReason":{"reason":"length"}}]}',
    prediction: { kind: 'text', texts: ['Hello'], rest: { completions: { finishReason: { reason: 'length' } } } },
  },
  {
    name: 'a tool’s call without content',
    body: chat({ content: null, tool_calls: [call('weather', { city: 'Oslo' })] }),
    prediction: {
      kind: 'text',
      texts: [],
      calls: [{ name: 'weather', arguments: '{"city":"Oslo"}', id: 'call_1' }],
      rest: { id: 'chatcmpl-1' },
    },
  },
  {
    name: 'a tool’s call with content',
    body: chat({ content: 'I look.', tool_calls: [call('weather', { city: 'Oslo' }), call('time', {})] }),
    prediction: { kind: 'text', texts: ['I look.'], calls: [{ name: 'weather' }, { name: 'time', arguments: '{}' }] },
  },
  {
    name: 'a function’s call as of old',
    body: chat({ content: null, function_call: { name: 'weather', arguments: '{}' } }),
    prediction: { kind: 'text', texts: [], calls: [{ name: 'weather', arguments: '{}' }] },
  },
  {
    name: 'reasoning before the answer, parts of usage beside',
    body: chat(
      { content: 'Four.', reasoning_content: 'Two and two.' },
      {
        usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, prompt_tokens_details: { cached_tokens: 3 } },
      },
    ),
    prediction: {
      kind: 'text',
      texts: ['Four.'],
      reasoning: 'Two and two.',
      usage: { promptTokens: 5, completionTokens: 2 },
      rest: { usage: { prompt_tokens_details: { cached_tokens: 3 } } },
    },
  },
  {
    name: 'a tool’s call, streamed',
    contentType: 'text/event-stream',
    body: [
      { choices: [{ index: 0, delta: { role: 'assistant', content: null } }] },
      {
        choices: [
          { index: 0, delta: { tool_calls: [{ index: 0, id: 'c1', function: { name: 'weather', arguments: '' } }] } },
        ],
      },
      { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] } }] },
      {
        choices: [
          {
            index: 0,
            delta: { tool_calls: [{ index: 0, function: { arguments: '"Oslo"}' } }] },
            finish_reason: 'tool_calls',
          },
        ],
      },
    ]
      .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
      .join(''),
    prediction: {
      kind: 'text',
      texts: [],
      calls: [{ name: 'weather', arguments: '{"city":"Oslo"}', id: 'c1' }],
      finishReason: 'tool_calls',
    },
  },
  {
    name: 'Anthropic’s message with a tool',
    body: '{"id":"m","type":"message","role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"t","name":"weather","input":{"city":"Oslo"}}],"stop_reason":"tool_use"}',
    prediction: {
      kind: 'text',
      texts: ['I look.'],
      calls: [{ name: 'weather', arguments: '{"city":"Oslo"}', id: 't' }],
    },
  },
  {
    name: 'TGI with all details',
    body: '{"generated_text":"Hi","details":{"finish_reason":"length","generated_tokens":20,"seed":9007199254740993}}',
    prediction: { kind: 'text', texts: ['Hi'], finishReason: 'length', usage: { completionTokens: 20 } },
  },
  {
    name: 'TGI by lines, with what it counted',
    body: '{"token":{"id":1,"text":"Hi"}}\n{"token":{"id":2,"text":"!"},"generated_text":"Hi!","details":{"finish_reason":"length","generated_tokens":2,"seed":7}}',
    contentType: 'application/jsonlines',
    prediction: {
      kind: 'text',
      texts: ['Hi!'],
      finishReason: 'length',
      usage: { completionTokens: 2 },
      rest: { details: { seed: 7 } },
    },
  },
  {
    name: 'speech with chunks',
    body: '{"text":"hello world","chunks":[{"timestamp":[0,1],"text":"hello world"}]}',
    prediction: { kind: 'text', made: 'transcript', rest: { chunks: [{ timestamp: [0, 1], text: 'hello world' }] } },
  },
  {
    name: 'a pipeline gives the whole conversation back',
    body: '[{"generated_text":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}]',
    prediction: { kind: 'text', texts: ['Hello'], rest: { generated_text: [{ role: 'user', content: 'Hi' }] } },
  },
  {
    name: 'plain text of a model that writes',
    body: 'Hello, that is all.',
    contentType: 'text/plain',
    output: { task: 'generation' },
    prediction: { kind: 'text', texts: ['Hello, that is all.'] },
  },
  {
    name: 'Ollama’s message',
    body: '{"model":"llama","message":{"role":"assistant","content":"Hello"},"done":true}',
    prediction: { kind: 'text', texts: ['Hello'], model: 'llama', rest: { done: true } },
  },
  {
    name: 'Hugging Face, sentence similarity that adds up to one',
    body: '[0.4,0.6]',
    sent: '{"inputs":{"source_sentence":"a cat","sentences":["a dog","a kitten"]}}',
    prediction: {
      kind: 'ranking',
      ranked: [
        { index: 1, score: 0.6, text: 'a kitten' },
        { index: 0, score: 0.4, text: 'a dog' },
      ],
    },
  },
  {
    name: 'similarities by name that add up to one, whatever was sent',
    body: '{"similarities":[0.2,0.3,0.5],"model_version":"2"}',
    prediction: {
      kind: 'ranking',
      ranked: [
        { index: 2, score: 0.5 },
        { index: 1, score: 0.3 },
        { index: 0, score: 0.2 },
      ],
      rest: { model_version: '2' },
    },
  },
  {
    name: 'a cross-encoder’s scores alone',
    body: '{"scores":[7.5,-3.25],"took_ms":12}',
    sent: '{"query":"what is a cat","documents":["an animal","a tool"]}',
    prediction: {
      kind: 'ranking',
      ranked: [
        { index: 0, score: 7.5, text: 'an animal' },
        { index: 1, score: -3.25 },
      ],
      rest: { took_ms: 12 },
    },
  },
]

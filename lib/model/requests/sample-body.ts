/** A first request for a model that takes no rows, made from its contract alone: never from what somebody sent. */
import { type FeatureContract, type InputForm, inputOf } from '../contract/contract'
import { chatBody, jsonExample, jsonTypeOf, textBody } from './build-body'
import { exactText, parseExact } from './exact-json'
import { asObject } from './json-text'
import { samplePicture } from './sample-picture'
import { encodeWav } from './wav'

export interface SampleBody {
  body: string | Uint8Array<ArrayBuffer>
  contentType: string
}

/** What is sent if the contract has no example. */
const sampleText = { text: 'The weather is beautiful today.', chat: 'Say hello in one sentence.' } as const

/** Enough to prove that a model answers; more would only cost. */
const sampleTokens = 16

/** Undefined for rows, and for other JSON without an example, of which nothing says what it is. */
export function sampleBodyOf(
  contract: Pick<FeatureContract, 'input' | 'features' | 'examples'>,
): SampleBody | undefined {
  const input = inputOf(contract)
  const example = contract.examples?.[0]?.value
  switch (input.kind) {
    case 'rows':
      return undefined
    case 'text':
      return made(textBody(input, example ?? sampleText.text, startOf(input)))
    case 'chat':
      return chatSample(input, example ?? sampleText.chat)
    case 'image':
      return { body: samplePicture(), contentType: typeOf(input.contentType, 'image/png') }
    case 'audio':
      return { body: sampleRecording(), contentType: typeOf(input.contentType, 'audio/wav') }
    default: {
      const body = input.example ?? example
      return body === undefined ? undefined : { body: jsonExample(body, input), contentType: jsonTypeOf(input) }
    }
  }
}

/** The request that tests a model: its sample row, or what its contract starts with. Undefined if nothing says what to send. */
export const sampleFor = (
  contract: Pick<FeatureContract, 'input' | 'features' | 'examples'>,
  sampleRow: string | undefined,
): SampleBody | undefined =>
  inputOf(contract).kind === 'rows'
    ? sampleRow
      ? { body: sampleRow, contentType: 'text/csv' }
      : undefined
    : sampleBodyOf(contract)

type Input<K extends InputForm['kind']> = Extract<InputForm, { kind: K }>

const made = ({ body, contentType }: { body: string | Blob; contentType: string }): SampleBody => ({
  body: String(body),
  contentType,
})

/** The parameters that the contract starts with. */
const startOf = ({ parameters }: Input<'text'> | Input<'chat'>): Record<string, string> =>
  Object.fromEntries(parameters.map((one) => [one.name, one.default ?? '']))

function chatSample(input: Input<'chat'>, question: string): SampleBody {
  const { body, contentType } = chatBody(
    input,
    input.system ?? '',
    [{ role: 'user', content: question }],
    startOf(input),
  )
  return { body: exactText({ ...asObject(parseExact(String(body))), max_tokens: sampleTokens }), contentType }
}

const typeOf = (contentType: string, usual: string): string => (contentType.endsWith('/*') ? usual : contentType)

const sampleRate = 16_000

/** Half a second of the note A at 16 kHz, which is what models of speech expect. */
function sampleRecording(): Uint8Array<ArrayBuffer> {
  const samples = Float32Array.from(
    { length: sampleRate / 2 },
    (_, index) => 0.3 * Math.sin((2 * Math.PI * 440 * index) / sampleRate),
  )
  return encodeWav(samples, sampleRate)
}

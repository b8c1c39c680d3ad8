/** What a model's refusal says of its input, in the words of the containers that people meet. */
import { reportedWidth } from '../contract/reported-width'
import { chat, image, otherJson, type Reading, tensors, text } from './readings'

export interface RefusalFacts {
  /** The number of features that it wants. */
  width?: number
  /** The form that it wants. */
  reading?: Reading
  /** It does not take the type of this body at all. */
  otherType?: boolean
}

const mostRead = 4_000

const sayings: [RegExp, (key: string) => Reading][] = [
  // LMI, TGI, vLLM: "'messages' must be a list", "missing field `messages`", "messages: Field required".
  [/["'`]?messages["'`]?.{0,40}(?:must be|required|missing)|missing field .?messages/i, chat],
  // JumpStart: "Input payload must contain text_inputs key".
  [
    /must contain ["'`]?(?<key>[a-z_]{1,40})["'`]? key/i,
    (key) => otherJson({ [key]: 'The weather is beautiful today.' }),
  ],
  // Rerankers of TEI: "missing field `query`".
  [
    /missing field .?(?:query|texts)/i,
    () => otherJson({ query: 'What is deep learning?', texts: ['Deep learning is machine learning.'] }),
  ],
  // Hugging Face, TGI: "'inputs' must be a text", "missing field `inputs`", "you need to define `inputs`".
  [/["'`]inputs["'`]?.{0,40}(?:must|required|missing)|missing field .?inputs|define .?inputs/i, () => text()],
  // TensorFlow Serving: "JSON Value: {} ... missing `instances` or `inputs`".
  [
    /missing .{0,20}instances|["'`]instances["'`]?.{0,40}(?:must|required|missing)/i,
    () => tensors({ instances: [[1, 2, 3]] }),
  ],
  [/unable to decode image|cannot identify image file|decode.{0,20}image/i, () => image()],
]

const types =
  /unsupported (?:media|content)[- ]?type|(?:content|media)[- ]?type.{0,80}(?:not supported|unsupported)|not supported.{0,40}content[- ]?type/i

export function refusalFacts(status: number, message: string): RefusalFacts {
  const words = message.slice(0, mostRead)
  const width = reportedWidth(words)
  const saying = sayings.find(([pattern]) => pattern.test(words))
  const reading = saying?.[1](saying[0].exec(words)?.groups?.key ?? '')
  return {
    ...(width === undefined ? {} : { width }),
    ...(reading && width === undefined ? { reading } : {}),
    ...(status === 415 || types.test(words) ? { otherType: true } : {}),
  }
}

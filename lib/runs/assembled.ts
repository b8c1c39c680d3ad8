/** A streamed answer as a run keeps it: its words put together, as the same server answers at once. */
import { stringify } from 'lossless-json'
import { parsePrediction } from '../model/predictions/parse'

interface Body {
  text: string
  contentType: string
}

/** What is no stream, or no stream of words, stays as it came. */
export function assembled({ text, contentType }: Body): Body {
  const asItCame = { text, contentType }
  if (!contentType.startsWith('text/event-stream')) return asItCame
  const prediction = parsePrediction({ text, contentType, recordCount: 1 })
  if (prediction.kind !== 'text') return asItCame
  const { texts, calls, reasoning, model, finishReason, usage, rest } = prediction
  const called = calls?.map(({ id, name, arguments: given }) => ({
    id,
    type: 'function',
    function: { name, arguments: given },
  }))
  // Tools are called without a word too.
  const contents = texts.length > 0 ? texts : [null]
  const completion = {
    ...rest,
    object: 'chat.completion',
    model,
    choices: contents.map((content, index) => ({
      index,
      message: {
        role: 'assistant',
        content,
        ...(index === 0 ? { tool_calls: called, reasoning_content: reasoning } : {}),
      },
      finish_reason: finishReason,
    })),
    usage: usage && { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens },
  }
  return { text: stringify(completion) ?? text, contentType: 'application/json' }
}

/** A streamed answer as history keeps it: its words put together, as the same server answers at once. */
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
  const { texts, model, finishReason, usage } = prediction
  const completion = {
    object: 'chat.completion',
    model,
    choices: texts.map((content, index) => ({
      index,
      message: { role: 'assistant', content },
      finish_reason: finishReason,
    })),
    usage: usage && { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens },
  }
  return { text: JSON.stringify(completion), contentType: 'application/json' }
}

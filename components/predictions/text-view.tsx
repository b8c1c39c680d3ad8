import type { One } from '@/lib/model/predictions/prediction'
import { CopyButton } from '../ui/copy-button'

type TextPrediction = Extract<One, { kind: 'text' }>

const names: Record<TextPrediction['made'], string> = {
  generated: 'Generated text',
  summary: 'Summary',
  translation: 'Translation',
  transcript: 'Transcript',
}

/** What the servers' words for an end mean. */
const ends: Record<string, string> = {
  stop: 'ended by itself',
  eos_token: 'ended by itself',
  stop_sequence: 'ended at a stop sequence',
  length: 'cut at the most tokens allowed',
  content_filter: 'cut by a content filter',
}

/** The text as it was written, one block for each that was requested; below, what it took. */
export function TextView({ prediction, name }: { prediction: TextPrediction; name?: string }) {
  const { texts, made } = prediction
  return (
    <div className="grid gap-3">
      <p className="text-12 text-fg-2">{name ?? names[made]}</p>
      <ul className="grid gap-3">
        {texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts have no identity but their place
          <li key={index} className="relative rounded-card rounded-tl-chip bg-sunken py-3 pr-12 pl-4">
            <p className="whitespace-pre-wrap break-words text-14/6">{text || '(an empty text)'}</p>
            <CopyButton
              iconOnly
              text={text}
              label="Copy the text"
              said="Text copied"
              className="absolute top-2 right-2"
            />
          </li>
        ))}
      </ul>
      <Cost prediction={prediction} />
    </div>
  )
}

function Cost({ prediction: { model, finishReason, usage } }: { prediction: TextPrediction }) {
  const facts = [
    model,
    usage?.promptTokens !== undefined && `${usage.promptTokens} tokens in`,
    usage?.completionTokens !== undefined && `${usage.completionTokens} tokens out`,
    finishReason && (ends[finishReason] ?? `ended: ${finishReason}`),
  ].filter(Boolean)
  return facts.length > 0 ? <p className="break-words text-12 text-fg-2">{facts.join(' · ')}</p> : null
}

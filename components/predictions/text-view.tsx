import { parseDigits } from '@/lib/model/predictions/bodies/json'
import type { One, ToolCall } from '@/lib/model/predictions/prediction'
import { CodeBlock } from '../ui/text/code-block'
import { CopyButton } from '../ui/text/copy-button'
import { JsonTree } from './json-tree'

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
  tool_calls: 'ended to call tools',
  content_filter: 'cut by a content filter',
}

interface TextViewProps {
  prediction: TextPrediction
  name?: string
  /** The conversation beside it has the text already. */
  isShownElsewhere?: boolean
}

/** The text as it was written, one block for each that was requested; below, what it took. */
export function TextView({ prediction, name, isShownElsewhere }: TextViewProps) {
  const { texts, made, calls = [], reasoning } = prediction
  return (
    <div className="grid gap-3">
      <p className="text-12 text-fg-2">
        {name ?? (texts.length === 0 && calls.length > 0 ? 'Tool calls' : names[made])}
      </p>
      {reasoning && (
        <details>
          <summary className="min-h-6 text-12 text-fg-2">Reasoning</summary>
          <p className="mt-1 whitespace-pre-wrap break-words text-fg-2">{reasoning}</p>
        </details>
      )}
      {texts.length > 0 &&
        (isShownElsewhere ? <p className="text-fg-2">The text is in the conversation.</p> : <Texts texts={texts} />)}
      {calls.length > 0 && <ToolCalls calls={calls} />}
      <Cost prediction={prediction} />
    </div>
  )
}

const Texts = ({ texts }: { texts: string[] }) => (
  <ul className="grid gap-3">
    {texts.map((text, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: texts have no identity but their place
      <li key={index} className="relative rounded-card rounded-tl-chip bg-sunken py-3 pr-12 pl-4">
        <p className="whitespace-pre-wrap break-words text-14/6">{text || '(an empty text)'}</p>
        <CopyButton iconOnly text={text} label="Copy the text" said="Text copied" className="absolute top-2 right-2" />
      </li>
    ))}
  </ul>
)

/** The function that each call names, and its arguments as a tree. */
const ToolCalls = ({ calls }: { calls: ToolCall[] }) => (
  <ul aria-label="Tool calls" className="grid gap-3">
    {calls.map(({ name, arguments: text, id }, index) => {
      const value = parseDigits(text)
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls have no identity but their place
        <li key={index} className="grid gap-2">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="break-all font-medium font-mono text-code">{name}</span>
            {id && <span className="break-all font-mono text-12 text-fg-3">{id}</span>}
          </p>
          {value === undefined ? (
            <CodeBlock boxed wrap code={text} label={`Arguments of ${name}`} />
          ) : (
            <JsonTree value={value} label={`Arguments of ${name}`} />
          )}
        </li>
      )
    })}
  </ul>
)

function Cost({ prediction: { model, finishReason, usage } }: { prediction: TextPrediction }) {
  const facts = [
    model,
    usage?.promptTokens !== undefined && `${usage.promptTokens} tokens in`,
    usage?.completionTokens !== undefined && `${usage.completionTokens} tokens out`,
    finishReason && (ends[finishReason] ?? `ended: ${finishReason}`),
  ].filter(Boolean)
  return facts.length > 0 ? <p className="break-words text-12 text-fg-2">{facts.join(' · ')}</p> : null
}

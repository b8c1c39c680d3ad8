import { formatFixed } from '@/lib/locale'
import type { One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { softAt } from './series'
import { Verdict } from './verdict'

type ExtractPrediction = Extract<One, { kind: 'answer' }>

interface ExtractViewProps {
  prediction: ExtractPrediction
  name?: string
}

/** The best answer, where each stands in the text that was sent, and a list of them with their scores. */
export function ExtractView({ prediction, name }: ExtractViewProps) {
  const { answers, context } = prediction
  const [best] = answers
  return (
    <div className="grid gap-4">
      <Verdict name={name ?? 'Answer'} note={best?.score !== undefined && `Score ${formatFixed(best.score, 3)}`}>
        {best?.answer || 'No answer'}
      </Verdict>
      {context !== undefined && <Context context={context} answers={answers} />}
      {answers.length > 1 && (
        <ol className="grid gap-1.5">
          {answers.map(({ answer, score, start, end }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place
            <li key={index} className="flex items-baseline gap-3">
              <span className="w-4 shrink-0 text-fg-3 tabular-nums">{index + 1}</span>
              <span className="min-w-0 flex-1 break-words">{answer || 'No answer'}</span>
              {start !== undefined && end !== undefined && (
                <span className="text-12 text-fg-2 tabular-nums">
                  {start} to {end}
                </span>
              )}
              {score !== undefined && <span className="font-mono text-code tabular-nums">{formatFixed(score, 3)}</span>}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** The text with each answer marked; of two that overlap the better one. */
function Context({ context, answers }: { context: string; answers: ExtractPrediction['answers'] }) {
  const marks = answers
    .flatMap(({ start, end }, index) =>
      start !== undefined && end !== undefined && start < end && end <= context.length ? [{ start, end, index }] : [],
    )
    .filter(({ start, end }, at, all) => !all.slice(0, at).some((one) => start < one.end && one.start < end))
    .sort((a, b) => a.start - b.start)
  if (marks.length === 0) return null
  return (
    <p className="whitespace-pre-wrap break-words text-14/7">
      {marks.map(({ start, end, index }, at) => (
        <span key={start}>
          {context.slice(marks[at - 1]?.end ?? 0, start)}
          <mark className={cn('rounded-chip border-b-2 px-0.5 py-0.5 text-fg', softAt(index))}>
            {context.slice(start, end)}
            {answers.length > 1 && <span className="ml-1 font-medium text-11">{index + 1}</span>}
          </mark>
        </span>
      ))}
      {context.slice(marks.at(-1)?.end ?? 0)}
    </p>
  )
}

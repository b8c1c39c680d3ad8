import type { One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { softAt } from './series'
import { Verdict } from './verdict'

interface AnswerViewProps {
  prediction: Extract<One, { kind: 'answer' }>
  name?: string
}

/** The answer, and where it stands in the text that was sent. */
export function AnswerView({ prediction: { answer, score, start, end, context }, name }: AnswerViewProps) {
  const isPlaced = context !== undefined && start !== undefined && end !== undefined && end <= context.length
  return (
    <div className="grid gap-4">
      <Verdict name={name ?? 'Answer'} note={score !== undefined && `Score ${score.toFixed(3)}`}>
        {answer || 'No answer'}
      </Verdict>
      {isPlaced && (
        <p className="whitespace-pre-wrap break-words text-14/7">
          {context.slice(0, start)}
          <mark className={cn('rounded-chip border-b-2 px-0.5 py-0.5 text-fg', softAt(0))}>
            {context.slice(start, end)}
          </mark>
          {context.slice(end)}
        </p>
      )}
    </div>
  )
}

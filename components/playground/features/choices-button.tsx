import { cn } from '../../ui/cn'
import { CellProblem, type CellProps, changedLook } from './cells'

interface ChoicesButtonProps extends CellProps {
  choices: string[]
  open: boolean
  onToggle: () => void
}

const mostShown = 2

/** The values of a choice, the first of them seen; opens where they are edited. */
export function ChoicesButton({ id, part, label, problem, changed, choices, open, onToggle }: ChoicesButtonProps) {
  const rest = choices.length - mostShown
  return (
    <>
      <span aria-hidden className="mb-1 hidden text-12 text-fg-3 max-md:block">
        Choices
      </span>
      <button
        type="button"
        data-part={part}
        aria-label={`${label}${changed ? ', changed' : ''}: ${choices.join(', ') || 'none'}`}
        aria-expanded={open}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onClick={onToggle}
        className={cn(
          'flex h-(--ctl-s) w-full min-w-0 items-center gap-1 overflow-hidden rounded-ctl border border-line-ctl bg-surface px-1.5 hover:border-fg-3 max-md:h-10',
          problem && 'border-bad-d',
          changed && changedLook,
        )}
      >
        {choices.slice(0, mostShown).map((choice) => (
          <span
            key={choice}
            className="min-w-0 truncate rounded-chip border border-line bg-sunken px-1 font-mono text-11"
          >
            {choice}
          </span>
        ))}
        {rest > 0 && <span className="shrink-0 font-mono text-11 text-fg-2">+{rest}</span>}
        {choices.length === 0 && <span className="text-12 text-fg-3">no value yet</span>}
      </button>
      <CellProblem id={id} problem={problem} />
    </>
  )
}

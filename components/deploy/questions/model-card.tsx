import { AudioLines, Braces, Check, Image, type LucideIcon, MessagesSquare, Table2, Type } from 'lucide-react'
import { capitalized } from '@/lib/first-letter'
import type { InputKind } from '@/lib/model/contract/contract'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import type { DeployValues } from '../values/form-values'

const looks: Record<InputKind, { label: string; icon: LucideIcon }> = {
  rows: { label: 'Table rows', icon: Table2 },
  text: { label: 'Text', icon: Type },
  image: { label: 'Image', icon: Image },
  audio: { label: 'Audio', icon: AudioLines },
  chat: { label: 'Chat messages', icon: MessagesSquare },
  json: { label: 'Other JSON', icon: Braces },
}

export const inputLabel = (kind: InputKind): string => looks[kind].label

/** More columns than this are counted. */
const mostNames = 8

interface ModelCardProps {
  values: DeployValues
  /** At most three, each one fact with its source. */
  lines: string[]
  editing: boolean
  onEdit: () => void
}

/** The kind of input, why it is this one, and the names of the features. */
export function ModelCard({ values: { input, features, task }, lines, editing, onEdit }: ModelCardProps) {
  const { label, icon: Icon } = looks[input.kind]
  const names = features.slice(0, mostNames).map(({ feature }) => feature.name)
  const meaning = task === 'unknown' ? 'its answer as it is' : `answers with ${task}`
  return (
    <div className="min-w-0 px-4 py-3.5">
      <div className="flex items-center gap-3">
        <span className="grid size-8 shrink-0 place-items-center rounded-ctl border border-line bg-sunken text-fg-2">
          <Icon aria-hidden className="size-4" />
        </span>
        <div className="min-w-0 flex-1">
          <h4 className="font-semibold text-16 tracking-tight">{label}</h4>
          <p className="text-12 text-fg-2">
            {input.kind === 'rows'
              ? features.length > 0
                ? `${plural(features.length, 'feature')}, ${meaning}`
                : `No features described, ${meaning}`
              : capitalized(meaning)}
          </p>
        </div>
        <Button
          aria-label={`${editing ? 'Close' : 'Change'} what the model takes`}
          aria-expanded={editing}
          onClick={onEdit}
        >
          {editing ? 'Close' : 'Change'}
        </Button>
      </div>
      <ul className="mt-2.5 grid gap-1 text-12 text-fg-2">
        {lines.map((line) => (
          <li key={line} className="grid grid-cols-[14px_minmax(0,1fr)] gap-2">
            <Check aria-hidden className="mt-0.5 size-3.5 text-ok-f" />
            <span className="break-words">{line}</span>
          </li>
        ))}
      </ul>
      {input.kind === 'rows' && names.length > 0 && (
        <p className="mt-2.5 flex flex-wrap gap-1">
          {names.map((name, index) => (
            <code
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the model's order
              key={index}
              className="max-w-40 truncate rounded-chip border border-line px-1.5 text-12"
            >
              {name || '(no name)'}
            </code>
          ))}
          {features.length > mostNames && (
            <span className="text-12 text-fg-3">and {features.length - mostNames} more</span>
          )}
        </p>
      )}
    </div>
  )
}

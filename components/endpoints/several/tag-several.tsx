'use client'

import { Plus, Tag, X } from 'lucide-react'
import { useState } from 'react'
import {
  type EndpointTag,
  keyProblem,
  mostTagsAtOnce,
  type TagPlanRow,
  valueProblem,
} from '@/lib/endpoints/endpoint-tags'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import { Button, IconButton } from '../../ui/button'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { useAction } from '../../ui/hooks/use-action'
import { ConfirmDialog } from '../../ui/overlay/dialog'
import { FailureNote } from '../../ui/state/failure-note'
import { RefusedList } from './refused-list'

interface TagInput {
  names: string[]
  tags: EndpointTag[]
}

export interface TagReads {
  /** Says what would change. */
  plan: (input: TagInput) => Promise<Result<TagPlanRow[]>>
  /** Answers why some were not written, by name. */
  write: (input: TagInput) => Promise<Result<Record<string, Failure>>>
}

interface TagSeveralProps extends TagReads {
  names: string[]
  denied?: string
  onWritten: () => void
}

const mostNames = 50
const empty: EndpointTag = { key: '', value: '' }

/** Writes tags on the chosen SageMaker endpoints: first what would change, endpoint by endpoint, then the change. */
export function TagSeveral({ names, denied, plan, write, onWritten }: TagSeveralProps) {
  const [open, setOpen] = useState(false)
  const [tags, setTags] = useState<EndpointTag[]>([empty])
  const [planned, setPlanned] = useState<{ of: string; rows: TagPlanRow[] }>()
  const [refused, setRefused] = useState<[string, Failure][]>([])
  const planning = useAction(plan)
  const writing = useAction(write)
  const input = { names, tags: tags.map(({ key, value }) => ({ key: key.trim(), value: value.trim() })) }
  const key = JSON.stringify(input)
  const rows = planned?.of === key ? planned.rows : undefined
  const changing = rows?.filter(({ changes }) => changes.length > 0) ?? []
  const keys = input.tags.map((tag) => tag.key)
  const problemOfKey = (key: string, index: number) =>
    keyProblem(key) ?? (keys.indexOf(key) < index ? 'This key is there twice.' : undefined)
  const notReady = input.tags
    .map((tag, index) => problemOfKey(tag.key, index) ?? valueProblem(tag.value))
    .find((one) => one !== undefined)
  const set = (index: number, change: Partial<EndpointTag>) =>
    setTags((before) => before.map((tag, at) => (at === index ? { ...tag, ...change } : tag)))

  const confirm = async () => {
    setRefused([])
    if (!rows) {
      const result = await planning.run(input)
      if (result.ok) setPlanned({ of: key, rows: result.value })
      return
    }
    const result = await writing.run({ ...input, names: changing.map(({ name }) => name) })
    if (!result.ok) return
    const failed = Object.entries(result.value)
    setRefused(failed)
    setPlanned(undefined)
    // Those that were not refused are written.
    onWritten()
    if (failed.length > 0) return
    setOpen(false)
    setTags([empty])
  }

  return (
    <>
      <Button
        icon={<Tag aria-hidden />}
        disabledReason={denied ?? (names.length > mostNames ? `At most ${mostNames} endpoints at a time.` : undefined)}
        onClick={() => {
          setPlanned(undefined)
          setRefused([])
          setOpen(true)
        }}
      >
        Tag
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Tag ${plural(names.length, 'endpoint')}`}
        confirmLabel={rows ? `Tag ${plural(changing.length, 'endpoint')}` : 'Review changes'}
        tone="primary"
        busy={planning.busy || writing.busy}
        notReady={notReady ?? (rows && changing.length === 0 ? 'No endpoint would change.' : undefined)}
        onConfirm={confirm}
      >
        <p>The tags are written on the SageMaker endpoints. A key that is there already gets the new value.</p>
        <div className="mt-3 grid gap-2 text-fg">
          {tags.map((tag, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a tag has no identity until it is written
            <div key={index} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
              <Field label="Key" error={tag.key ? problemOfKey(keys[index] ?? '', index) : undefined}>
                <Input value={tag.key} maxLength={128} onChange={(event) => set(index, { key: event.target.value })} />
              </Field>
              <Field label="Value" error={valueProblem(tag.value)}>
                <Input
                  value={tag.value}
                  maxLength={256}
                  onChange={(event) => set(index, { value: event.target.value })}
                />
              </Field>
              <IconButton
                label={`Leave out tag ${index + 1}`}
                icon={<X aria-hidden />}
                className="mt-[26px]"
                disabledReason={tags.length === 1 ? 'One tag is needed.' : undefined}
                onClick={() => setTags((before) => before.filter((_, at) => at !== index))}
              />
            </div>
          ))}
          <Button
            size="sm"
            icon={<Plus aria-hidden />}
            className="w-fit"
            disabledReason={tags.length >= mostTagsAtOnce ? `At most ${mostTagsAtOnce} tags at a time.` : undefined}
            onClick={() => setTags((before) => [...before, empty])}
          >
            Add a tag
          </Button>
          {rows && <PlannedTags rows={rows} />}
        </div>
        <FailureNote failure={planning.failure ?? writing.failure} className="mt-3" />
        <RefusedList refused={refused} className="mt-2" />
      </ConfirmDialog>
    </>
  )
}

/** From what to what, endpoint by endpoint. */
function PlannedTags({ rows }: { rows: TagPlanRow[] }) {
  return (
    <ul
      aria-label="Changes of tags"
      className="grid max-h-48 gap-1.5 overflow-y-auto border-line border-t pt-2 text-12"
    >
      {rows.map(({ name, changes, failure }) => (
        <li key={name} className="break-words">
          <span className="mono font-medium">{name}</span>
          {failure ? (
            <span className="block text-bad-f">
              {failure.message} {failure.remedy}
            </span>
          ) : changes.length === 0 ? (
            <span className="block text-fg-3">unchanged</span>
          ) : (
            changes.map(({ key, from, to }) => (
              <span key={key} className="block text-fg-2">
                {key}: {from === undefined ? 'new' : `“${from}”`} → “{to}”
              </span>
            ))
          )}
        </li>
      ))}
    </ul>
  )
}

'use client'

import { Bookmark, Link2, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useMemo, useState } from 'react'
import { Button, IconButton } from '../../ui/button'
import { Input } from '../../ui/form/input'
import { useStored } from '../../ui/hooks/use-stored'
import { Popover } from '../../ui/overlay/popover'
import { copyAndSay } from '../../ui/text/copy-button'
import { type SavedView, viewsIn, withView } from './saved-views'

interface ViewsMenuProps {
  /** `/{account}/{region}/endpoints`. */
  basePath: string
  /** Whose views they are. */
  person: string
  /** The URL of now, behind the question mark. */
  current: string
  onOpen: (query: string) => void
}

/** Named views of the list, kept in this browser for this account and region. Each is a URL that anyone here can open. */
export function ViewsMenu({ basePath, person, current, onOpen }: ViewsMenuProps) {
  const [text, store] = useStored(`portico-views:${person}:${basePath}`)
  const views = useMemo(() => viewsIn(text), [text])
  const keep = (next: SavedView[]) => store(JSON.stringify(next))
  const share = (query: string) =>
    copyAndSay(`${window.location.origin}${basePath}${query ? `?${query}` : ''}`, 'Link to this view copied')
  return (
    <Popover
      label="Saved views"
      trigger={
        <Button icon={<Bookmark aria-hidden />} className="max-md:hidden">
          Views
        </Button>
      }
      className="grid w-[min(340px,calc(100vw-16px))] gap-2 p-3"
    >
      {(close) => (
        <>
          {views.length === 0 ? (
            <p className="text-fg-2">Save the filters, order and columns of now under a name.</p>
          ) : (
            <ul className="grid max-h-72 gap-0.5 overflow-y-auto">
              {views.map(({ name, query }) => (
                <li key={name} className="flex items-center gap-1">
                  <button
                    type="button"
                    aria-current={query === current || undefined}
                    className="min-h-8 min-w-0 flex-1 truncate rounded-chip px-2 text-left hover:bg-hover aria-current:font-medium"
                    onClick={() => {
                      close()
                      onOpen(query)
                    }}
                  >
                    {name}
                  </button>
                  <IconButton
                    size="sm"
                    label={`Copy link to ${name}`}
                    icon={<Link2 aria-hidden />}
                    onClick={() => share(query)}
                  />
                  <IconButton
                    size="sm"
                    label={`Delete view ${name}`}
                    icon={<Trash2 aria-hidden />}
                    onClick={() => keep(views.filter((one) => one.name !== name))}
                  />
                </li>
              ))}
            </ul>
          )}
          <NewView onSave={(name) => keep(withView(views, { name, query: current }))} />
          <Button size="sm" icon={<Link2 aria-hidden />} className="w-fit" onClick={() => share(current)}>
            Copy link to this list
          </Button>
        </>
      )}
    </Popover>
  )
}

function NewView({ onSave }: { onSave: (name: string) => void }) {
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    onSave(name.trim())
    setName('')
  }
  return (
    <form onSubmit={submit} className="flex gap-2">
      <Input
        aria-label="Name of the view"
        placeholder="Name of the view"
        maxLength={60}
        className="flex-1"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" icon={<Plus aria-hidden />} disabledReason={name.trim() ? undefined : 'Type a name first'}>
        Save
      </Button>
    </form>
  )
}

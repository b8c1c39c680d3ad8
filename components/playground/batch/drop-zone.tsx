'use client'

import { FileSpreadsheet } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { Textarea } from '../../ui/form/input'
import { useDrop } from '../../ui/hooks/use-drop'

interface DropZoneProps {
  /** What was read, or what can be dropped. */
  children: ReactNode
  onFile: (file: Blob, name: string) => void
}

/** A file is dropped, chosen, or its rows pasted. */
export function DropZone({ children, onFile }: DropZoneProps) {
  const { over, handlers } = useDrop(([file]) => file && onFile(file, file.name))
  const [pasting, setPasting] = useState(false)
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const takePasted = () => {
    onFile(new Blob([text]), 'pasted rows')
    setPasting(false)
  }
  return (
    <div className="grid gap-3">
      <section
        aria-label="Batch file"
        {...handlers}
        className={cn(
          'flex flex-wrap items-center gap-3 rounded-ctl border border-line-ctl border-dashed bg-sunken px-4 py-3',
          over && 'border-accent bg-accent-soft',
        )}
      >
        <FileSpreadsheet aria-hidden className="size-5 shrink-0 text-fg-3" />
        <div className="min-w-0 flex-1 basis-48">{children}</div>
        <Button size="sm" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          Paste rows
        </Button>
        <Button size="sm" onClick={() => input.current?.click()}>
          Choose file
        </Button>
        <input
          ref={input}
          type="file"
          aria-label="CSV or JSON lines file"
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv"
          className="hidden"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) onFile(file, file.name)
            event.target.value = ''
          }}
        />
      </section>
      {pasting && (
        <div className="grid gap-2">
          <Textarea mono aria-label="Rows to send" value={text} onChange={(event) => setText(event.target.value)} />
          <Button
            size="sm"
            className="w-fit"
            disabledReason={text.trim() === '' ? 'Paste rows first' : undefined}
            onClick={takePasted}
          >
            Use these rows
          </Button>
        </div>
      )}
    </div>
  )
}

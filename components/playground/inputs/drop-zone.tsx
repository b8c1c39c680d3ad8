'use client'

import { FileUp } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { useDrop } from '../../ui/hooks/use-drop'

interface DropZoneProps {
  /** What it takes, in words: `A picture`. */
  what: string
  /** In the form of an `accept` attribute. */
  accept: string
  onFile: (file: File) => void
  /** More ways in: a camera, a microphone. */
  children?: ReactNode
}

/** Drop a file, or choose one by button: the button alone does for keyboards and fingers. */
export function DropZone({ what, accept, onFile, children }: DropZoneProps) {
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const { over, handlers } = useDrop(([file]) => file && onFile(file))
  return (
    <div
      data-drop-zone
      {...handlers}
      className={cn(
        'grid justify-items-center gap-3 rounded-ctl border border-line-ctl border-dashed bg-sunken px-4 py-6 text-center',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <p className="text-fg-2">{what}: drop it here, or</p>
      <div className="flex flex-wrap justify-center gap-2">
        <input
          ref={chooser}
          id={id}
          type="file"
          accept={accept}
          aria-label={what}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) onFile(file)
            event.target.value = ''
          }}
        />
        <Button icon={<FileUp aria-hidden />} onClick={() => chooser.current?.click()}>
          Choose file
        </Button>
        {children}
      </div>
    </div>
  )
}

'use client'

import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { FoundLines } from '@/lib/trace/types'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import { CodeBlock } from '../ui/text/code-block'
import { CopyButton } from '../ui/text/copy-button'

interface LogLinesProps {
  /** `Read container log`. */
  label: string
  read: () => Promise<Result<FoundLines>>
}

/** Read when they are requested: CloudWatch has them some seconds after the request. */
export function LogLines({ label, read }: LogLinesProps) {
  const reading = useAction(read)
  const [found, setFound] = useState<FoundLines>()
  const run = async () => {
    const result = await reading.run(undefined)
    if (result.ok) setFound(result.value)
  }
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={<ScrollText aria-hidden />} busy={reading.busy} onClick={run}>
          {found ? 'Refresh' : label}
        </Button>
        {found && found.lines.length > 0 && <CopyButton size="sm" text={textOf(found)} said="Log lines copied" />}
      </div>
      <FailureNote failure={reading.failure} />
      <div aria-live="polite" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
        {found && <FoundLog {...found} />}
      </div>
    </div>
  )
}

const textOf = ({ lines }: Pick<FoundLines, 'lines'>): string =>
  lines.map(({ at, text }) => `${at.slice(11, 23)} ${text}`).join('\n')

function FoundLog({ group, lines, note }: FoundLines) {
  return (
    <>
      <p className="break-all text-12 text-fg-2">
        <span className="mono">{group}</span>
        {note && ` · ${note}`}
      </p>
      {lines.length > 0 && (
        <CodeBlock
          boxed
          wrap
          label="Log lines"
          copied={false}
          code={textOf({ lines })}
          className="[&_pre]:break-normal [&_pre]:[overflow-wrap:anywhere]"
        />
      )}
    </>
  )
}

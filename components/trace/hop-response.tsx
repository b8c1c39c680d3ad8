import type { HopResult } from '@/lib/trace/types'
import { cn } from '../ui/cn'
import { CodeBlock } from '../ui/text/code-block'
import { CopyButton } from '../ui/text/copy-button'
import { pretty } from './pretty'

interface HopResponseProps {
  result: HopResult
  /** If it is broken here first: the words that say why. */
  cause?: string
}

/** One hop by itself: what was sent, what came back, what it logged. */
export function HopResponse({ result, cause }: HopResponseProps) {
  const { request, healthy, status, headers, body, log, problem, error, contentType } = result
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const words = pretty(body) || (error ? `${error.name}\n${error.message}` : '(empty body)')
  const requestLines = [
    request.call,
    request.contentType && `content-type: ${request.contentType}`,
    request.body && `\n${pretty(request.body)}`,
  ]
  return (
    <>
      <Part title="Request">
        <CodeBlock
          boxed
          wrap
          label="Request"
          copied={false}
          code={requestLines.filter(Boolean).join('\n')}
          className={short}
        />
      </Part>
      <Part
        title="Response"
        aside={<span className={healthy ? 'text-ok-f' : 'text-bad-f'}>{status || 'no answer'}</span>}
      >
        <CodeBlock
          boxed
          wrap
          label="Response"
          copied={false}
          tone={cause === undefined ? undefined : 'bad'}
          code={words}
          className={short}
        />
      </Part>
      <p className="break-words text-12 text-fg-2">
        {cause && !words.includes(cause) ? cause : (problem ?? `Answer of type ${contentType ?? 'none'}.`)}
      </p>
      {headerLines.length > 0 && <More title="Headers" code={headerLines.join('\n')} />}
      {log && <More title="Log" code={log.trimEnd()} open={cause !== undefined} />}
    </>
  )
}

/** Columns are narrow: words stay whole where they can. */
export const short = '[&>section]:max-h-52 [&_pre]:break-normal [&_pre]:[overflow-wrap:anywhere]'

interface PartProps {
  title: string
  aside?: React.ReactNode
  children: React.ReactNode
}

export function Part({ title, aside, children }: PartProps) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
      <h3 className="flex font-medium text-12 text-fg-2">
        {title}
        {aside && <span className="ml-auto font-mono">{aside}</span>}
      </h3>
      {children}
    </div>
  )
}

function More({ title, code, open }: { title: string; code: string; open?: boolean }) {
  return (
    <details className="text-12" open={open}>
      <summary className="min-h-6 font-medium text-fg-2">{title}</summary>
      <CodeBlock boxed wrap label={title} copied={false} code={code} className={cn(short, 'mt-1.5')} />
      <CopyButton size="sm" text={code} said={`${title} copied`} className="mt-1.5" />
    </details>
  )
}

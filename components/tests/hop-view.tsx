import type { HopResult } from '@/lib/trace/types'
import { Badge } from '../ui/badge'
import { CodeBlock } from '../ui/code-block'
import { Note } from '../ui/note'
import { Mark } from '../ui/status'
import { pretty } from './test-forms'

/** One hop by itself: what was asked, what came back, how long it took, what it logged. */
export function HopView({ result }: { result: HopResult }) {
  const { request, healthy, status, contentType, headers, body, latencyMs, log, problem } = result
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={healthy ? 'ok' : 'bad'} mark={<Mark shape={healthy ? 'dot' : 'cross'} />}>
          {status}
        </Badge>
        <span className="mono">{latencyMs} ms</span>
        {contentType && <span className="mono text-fg-2">{contentType}</span>}
      </div>
      {problem && <Note tone="bad">{problem}</Note>}
      <Part title="Request">
        <CodeBlock
          boxed
          wrap
          label="Request"
          copied="Request copied"
          code={[
            request.call,
            request.contentType && `content-type: ${request.contentType}`,
            request.body && `\n${pretty(request.body)}`,
          ]
            .filter(Boolean)
            .join('\n')}
        />
      </Part>
      <Part title="Response">
        <CodeBlock
          boxed
          wrap
          label="Response"
          copied="Response copied"
          tone={healthy ? undefined : 'bad'}
          code={[...headerLines, headerLines.length > 0 ? '' : undefined, pretty(body) || '(empty body)']
            .filter((line) => line !== undefined)
            .join('\n')}
        />
      </Part>
      {log && (
        <Part title="Log">
          <CodeBlock boxed wrap label="Log" copied="Log copied" code={log.trimEnd()} />
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
      <h3 className="font-medium text-12 text-fg-2">{title}</h3>
      {children}
    </div>
  )
}

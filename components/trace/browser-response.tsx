import type { HopResult } from '@/lib/trace/types'
import type { CallOutcome } from '../playground/call/call'
import { CodeBlock } from '../ui/text/code-block'
import { Part, short } from './hop-response'

/** The same request from this browser, and what CORS says of it: what a web page would meet. */
export function BrowserResponse({ result, called }: { result: HopResult; called: CallOutcome | undefined }) {
  const { healthy, body, problem } = result
  return (
    <Part
      title="In a browser"
      aside={<span className={healthy ? 'text-ok-f' : 'text-bad-f'}>{healthy ? 'CORS allows' : 'CORS forbids'}</span>}
    >
      <CodeBlock
        boxed
        wrap
        label="In a browser"
        copied={false}
        tone={healthy ? undefined : 'bad'}
        className={short}
        code={[called && outcomeLine(called), body].filter(Boolean).join('\n')}
      />
      {problem && <p className="break-words text-12 text-fg-2">{problem}</p>}
      {healthy && called?.kind === 'unreachable' && (
        <p className="break-words text-12 text-fg-2">
          The server reached the URL and CORS allows this page, so an extension, a proxy or the network of this machine
          keeps the browser from it.
        </p>
      )}
    </Part>
  )
}

const outcomeLine = (called: CallOutcome): string =>
  called.kind === 'response'
    ? `This browser: ${called.status} in ${Math.round(called.latencyMs)} ms`
    : `This browser: no answer that it can read, after ${Math.round(called.latencyMs)} ms`

import { CopyButton } from '../ui/copy-button'
import type { Call } from './ask'

/** Method and path as they are sent, the rows in accent; beneath, what the body is. */
export function RequestPreview({ call }: { call: Call }) {
  const { pathname, search } = new URL(call.url)
  const shown = decodeURI(pathname)
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">Request</h3>
      <div className="flex min-h-10 min-w-0 items-center gap-3 rounded-ctl border border-line-2 bg-sunken py-1 pr-1 pl-3">
        <span className="font-mono font-semibold text-11 text-ok-f">{call.method}</span>
        <code className="min-w-0 flex-1 break-all py-1 font-mono text-code tracking-tight">
          {shown}
          <span className="text-accent-fg">{call.method === 'GET' ? search : ''}</span>
        </code>
        <CopyButton iconOnly text={call.url} label="Copy the URL of this request" said="URL copied" />
      </div>
      {call.body !== undefined && <p className="break-words text-12 text-fg-2">{bodyText(call)}</p>}
    </div>
  )
}

function bodyText({ body, contentType }: Call): string {
  if (!contentType) return 'The rows go as a body of type text/csv, as the URL would be too long.'
  const bytes = body instanceof Blob ? body.size : new TextEncoder().encode(body).length
  return `Body of type ${contentType}, ${bytes.toLocaleString('en')} B`
}

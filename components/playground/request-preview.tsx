import { formatNumber } from '@/lib/locale'
import { maxUrlLength } from '@/lib/model/requests/build-url'
import { CopyButton } from '../ui/text/copy-button'
import type { Call } from './call/call'

interface RequestPreviewProps {
  call: Call
  /** The same by the names of the features, where the URL takes them. */
  named?: { url?: string; json?: string }
}

/** Method and path as they are sent, the rows in accent; beneath, what the body is. */
export function RequestPreview({ call, named }: RequestPreviewProps) {
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">Request</h3>
      <Line method={call.method} url={call.url} said="Copy the URL of this request" />
      {call.body !== undefined && <p className="break-words text-12 text-fg-2">{bodyText(call)}</p>}
      {named && <p className="mt-1 text-12 text-fg-2">The same by name</p>}
      {named?.url && <Line method="GET" url={named.url} said="Copy the URL by name" />}
      {named?.json && (
        <div className={box}>
          <span className="font-mono font-semibold text-11 text-ok-f">POST</span>
          <code className="min-w-0 flex-1 break-all py-1 font-mono text-code tracking-tight">{named.json}</code>
          <CopyButton iconOnly text={named.json} label="Copy the JSON body" said="JSON copied" />
        </div>
      )}
    </div>
  )
}

const box = 'flex min-h-10 min-w-0 items-center gap-3 rounded-ctl border border-line-2 bg-sunken py-1 pr-1 pl-3'

function Line({ method, url, said }: { method: Call['method']; url: string; said: string }) {
  const { pathname, search } = new URL(url)
  return (
    <div className={box}>
      <span className="font-mono font-semibold text-11 text-ok-f">{method}</span>
      <code className="min-w-0 flex-1 break-all py-1 font-mono text-code tracking-tight">
        {decodeURI(pathname)}
        <span className="text-accent-fg">{search}</span>
      </code>
      <CopyButton iconOnly text={url} label={said} said="URL copied" />
    </div>
  )
}

function bodyText({ body = '', contentType }: Call): string {
  const bytes = body instanceof Blob ? body.size : new TextEncoder().encode(body).length
  if (contentType) return `Body of type ${contentType}, ${formatNumber(bytes)} B`
  if (bytes > maxUrlLength / 3) return 'The rows go as a body of type text/csv, as the URL would be too long.'
  return `Body of type text/csv: ${body}`
}

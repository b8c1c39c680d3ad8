import { cn } from '../cn'
import { CopyButton } from './copy-button'

export interface UrlBlockProps {
  url: string
  method?: string
  copyLabel?: string
  className?: string
}

/** Method, URL with a quiet query, copy. */
export function UrlBlock({ url, method, copyLabel = 'Copy', className }: UrlBlockProps) {
  const query = url.indexOf('?')
  const base = query < 0 ? url : url.slice(0, query)
  return (
    <div
      className={cn(
        'flex min-h-10 min-w-0 items-center gap-3 rounded-ctl border border-line-2 bg-sunken py-1 pr-1 pl-3',
        className,
      )}
    >
      {method && <span className="font-mono text-11 font-semibold text-ok-f">{method}</span>}
      <code title={url} className="min-w-0 flex-1 truncate font-mono text-code tracking-tight">
        {base}
        {query >= 0 && <span className="text-fg-3">{url.slice(query)}</span>}
      </code>
      <CopyButton text={url} label={copyLabel} said="URL copied" />
    </div>
  )
}

import { cn } from '../cn'
import { ScrollRegion } from '../scroll-region'
import { CopyButton } from './copy-button'

/** A piece of highlighted code. Four colours: strings, keys and keywords, numbers, comments. */
interface CodeToken {
  text: string
  kind?: string
}

const tokenClass: Record<string, string> = {
  string: 'text-k-str',
  key: 'text-k-key',
  keyword: 'text-k-key',
  number: 'text-k-num',
  comment: 'text-k-com',
}

export interface CodeBlockProps {
  code: string
  /** From a highlighter; the plain code otherwise. */
  tokens?: CodeToken[]
  /** Inside a card body, with its own border; otherwise it fills the card's foot. */
  boxed?: boolean
  wrap?: boolean
  /** What the code is, for assistive technology: a scrollable region needs a name. */
  label: string
  /** The toast after copying; `false` draws no button. */
  copied?: string | false
  tone?: 'bad'
  className?: string
}

export function CodeBlock({ code, tokens, boxed, wrap, label, copied = 'Copied', tone, className }: CodeBlockProps) {
  return (
    // The button has a column of its own, so that no code lies under it.
    <div
      className={cn(
        'group flex min-w-0 items-start',
        tone === 'bad' ? 'border-bad-l bg-bad-s text-bad-f' : 'border-line bg-sunken text-fg',
        boxed ? 'rounded-ctl border' : 'rounded-b-card',
        className,
      )}
    >
      <ScrollRegion
        aria-label={label}
        className={cn('max-h-[480px] min-w-0 flex-1 overflow-auto', boxed ? 'px-3 py-2.5' : 'px-4 py-3')}
      >
        <pre
          className={cn(
            'w-fit min-w-full font-mono [tab-size:2]',
            boxed ? 'text-12/[18px]' : 'text-code',
            wrap && 'w-auto whitespace-pre-wrap break-all',
          )}
        >
          <code>
            {tokens
              ? tokens.map((token, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
                  <span key={index} className={token.kind ? tokenClass[token.kind] : undefined}>
                    {token.text}
                  </span>
                ))
              : code}
          </code>
        </pre>
      </ScrollRegion>
      {copied !== false && (
        <CopyButton
          text={code}
          said={copied}
          className="m-1.5 max-md:[&>span]:sr-only max-md:w-(--ctl-s) max-md:px-0"
        />
      )}
    </div>
  )
}

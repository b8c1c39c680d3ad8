'use client'

import { RefreshCw, X } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Button, ButtonLink, IconButton } from '../button'
import { cn } from '../cn'
import { Spinner } from './spinner'

interface OpeningProps {
  /** What is being loaded, as a sentence: `Opening the deploy form…`. */
  label: string
  /** A link works before the page's own code does. */
  close: { href: string } | { onClose: () => void }
  /** Set if it could not be loaded. */
  failed?: { label: string; onRetry: () => void }
  className?: string
}

/** Stands for something that covers the page while its code is loaded: it says what comes, and can be closed. */
export function Opening({ label, close, failed, className }: OpeningProps) {
  const icon = <X aria-hidden />
  return (
    <div
      aria-busy={!failed || undefined}
      className={cn('fixed inset-0 z-30 bg-scrim', !failed && 'cursor-progress', className)}
    >
      <div
        role={failed ? 'alert' : 'status'}
        className={cn(
          'absolute top-4 right-6 flex items-center gap-3 rounded-ctl bg-surface py-1.5 pr-1.5 pl-3 shadow-3 max-md:right-4 max-md:left-4',
          !failed && 'animate-appear',
        )}
      >
        {!failed && <Spinner className="size-[15px] shrink-0" />}
        <span className="min-w-0 flex-1">{failed?.label ?? label}</span>
        {failed && (
          <Button size="sm" icon={<RefreshCw aria-hidden />} onClick={failed.onRetry}>
            Try again
          </Button>
        )}
        {'href' in close ? (
          <ButtonLink
            variant="ghost"
            square
            icon={icon}
            href={close.href}
            scroll={false}
            aria-label="Close"
            title="Close"
          />
        ) : (
          <IconButton label="Close" icon={icon} onClick={close.onClose} />
        )}
      </div>
    </div>
  )
}

/** Closes what covers the page at Escape, before what is open below it would close. */
export function useEscape(active: boolean, onEscape: () => void): void {
  const left = useEffectEvent(onEscape)
  useEffect(() => {
    if (!active) return
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      left()
    }
    window.addEventListener('keydown', leave, true)
    return () => window.removeEventListener('keydown', leave, true)
  }, [active])
}

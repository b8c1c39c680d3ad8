'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { IconButton } from '../button'
import { cn } from '../cn'
import { useOpener } from '../hooks/use-opener'
import { Kbd } from '../text/kbd'

export interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** Under the title: what the sheet is about. */
  description?: ReactNode
  /** Stays in view at the foot: the consequence at the left, the action at the right. */
  footer?: ReactNode
  children: ReactNode
  className?: string
}

export function SheetParts({ open, onOpenChange, title, description, footer, children, className }: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const giveBackFocus = useOpener(open)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <Dialog.Content
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            heading.current?.focus()
          }}
          onCloseAutoFocus={giveBackFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-y-0 right-0 left-0 z-40 flex flex-col bg-bg shadow-3 outline-none md:left-[76px] md:rounded-l-card',
            'xl:left-[calc(var(--side)+100px)] data-[state=closed]:animate-sheet-out data-[state=open]:animate-sheet-in',
            className,
          )}
        >
          <header className="flex items-start gap-3 border-line border-b px-6 py-4 max-md:px-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title ref={heading} tabIndex={-1} className="font-semibold text-16 tracking-tight outline-none">
                {title}
              </Dialog.Title>
              {description && (
                <Dialog.Description className="text-12 text-fg-2 max-md:[overflow-wrap:anywhere] md:truncate">
                  {description}
                </Dialog.Description>
              )}
            </div>
            <Kbd className="mt-1.5 max-md:hidden">Esc</Kbd>
            <Dialog.Close asChild>
              <IconButton label="Close" icon={<X aria-hidden />} />
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer && (
            <footer className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-6 py-2.5 max-md:px-4">
              {footer}
            </footer>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

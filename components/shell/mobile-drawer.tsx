'use client'

import { X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { IconButton } from '../ui/button'
import type { OpenedBy } from '../ui/on-demand-trigger'

interface MobileDrawerProps {
  trigger: ReactNode
  opened: OpenedBy
  children: ReactNode
}

/** The sidebar of small screens; closes once a link was followed. */
export function MobileDrawer({ trigger, opened, children }: MobileDrawerProps) {
  const [open, setOpen] = useState(true)
  const path = usePathname()
  const openedAt = useRef(path)
  useEffect(() => {
    if (path !== openedAt.current) setOpen(false)
    openedAt.current = path
  }, [path])
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild ref={opened.ref}>
        {trigger}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-scrim data-[state=open]:animate-fade-in" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-40 flex w-[min(280px,calc(100vw-76px))] flex-col bg-sunken px-2 pb-3 shadow-3 outline-none"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          {children}
          <Dialog.Close asChild>
            <IconButton label="Close menu" icon={<X aria-hidden />} className="absolute top-1.5 right-2" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

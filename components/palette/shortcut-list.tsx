'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { Fragment } from 'react'
import { IconButton } from '../ui/button'
import { Checkbox } from '../ui/form/checkbox'
import { Kbd } from '../ui/text/kbd'
import { shortcutsFor } from './shortcuts'

interface ShortcutListProps {
  canDeploy: boolean
  letters: boolean
  setLetters: (on: boolean) => void
  onClose: () => void
  /** Gets the focus back to where it was. */
  onCloseAutoFocus: (event: Event) => void
}

/** Lists every shortcut that works for whoever looks; single letters can be turned off here (WCAG 2.1.4). */
export default function ShortcutList({ canDeploy, letters, setLetters, onClose, onCloseAutoFocus }: ShortcutListProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-card bg-surface p-5 shadow-3 outline-none"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-16 tracking-tight">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label="Close" icon={<X aria-hidden />} />
            </Dialog.Close>
          </div>
          {shortcutsFor(canDeploy).map((group) => (
            <section key={group.title} aria-label={group.title} className="mt-4">
              <h3 className="mb-1 font-medium text-12 text-fg-2">{group.title}</h3>
              <dl className="grid grid-cols-[1fr_auto] [&>*]:border-line [&>*]:border-t [&>*]:py-1.5">
                {group.shortcuts.map(({ keys, does }) => (
                  <Fragment key={does}>
                    <dt className={group.letters && !letters ? 'text-fg-off' : undefined}>{does}</dt>
                    <dd className="flex items-center gap-1">
                      {keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ))}
          <div className="mt-4 border-line border-t pt-3">
            <Checkbox
              label="Use single-letter shortcuts"
              hint="Turn them off if you type by voice."
              checked={letters}
              onCheckedChange={(on) => setLetters(on === true)}
            />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

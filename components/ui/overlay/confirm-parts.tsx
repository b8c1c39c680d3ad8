'use client'

import { AlertDialog } from 'radix-ui'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../button'
import { Field } from '../form/field'
import { Input } from '../form/input'
import { useOpener } from '../hooks/use-opener'

export interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What will happen, and what will not. */
  children: ReactNode
  /** Verb and object: `Remove public API`. */
  confirmLabel: string
  /** What has to be typed before the button works; without it one click is enough. */
  typed?: string
  tone?: 'danger' | 'primary'
  busy?: boolean
  /** Why it cannot be confirmed yet. */
  notReady?: string
  onConfirm: () => void
}

export function ConfirmParts({ open, onOpenChange, title, children, ...rest }: ConfirmDialogProps) {
  const giveBackFocus = useOpener(open)
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade-in" />
        <AlertDialog.Content
          onCloseAutoFocus={giveBackFocus}
          className="fixed top-1/2 left-1/2 z-50 grid max-h-[90dvh] w-[min(480px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-card border border-line bg-surface p-5 shadow-3 outline-none"
        >
          <div className="grid gap-2">
            <AlertDialog.Title className="font-semibold text-16 tracking-tight">{title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="text-fg-2">{children}</div>
            </AlertDialog.Description>
          </div>
          <ConfirmForm {...rest} />
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** Lives as long as the dialog is open, so what was typed is gone the next time. */
function ConfirmForm({
  typed,
  confirmLabel,
  tone = 'danger',
  busy,
  notReady,
  onConfirm,
}: Omit<ConfirmDialogProps, 'open' | 'onOpenChange' | 'title' | 'children'>) {
  const [value, setValue] = useState('')
  const ready = typed === undefined || value.trim() === typed
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !busy && !notReady) onConfirm()
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {typed !== undefined && (
        <Field
          label={
            <>
              Type <span className="mono">{typed}</span> to confirm
            </>
          }
        >
          <Input mono autoFocus spellCheck={false} value={value} onChange={(event) => setValue(event.target.value)} />
        </Field>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <AlertDialog.Cancel asChild>
          <Button>Cancel</Button>
        </AlertDialog.Cancel>
        <Button type="submit" variant={tone} busy={busy} disabledReason={ready ? notReady : `Type ${typed} first`}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  )
}

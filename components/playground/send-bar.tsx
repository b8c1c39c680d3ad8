'use client'

import { Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/form/checkbox'
import { Kbd } from '../ui/text/kbd'
import type { useAsTyped } from './call/use-as-typed'

interface SendBarProps {
  busy: boolean
  /** Lets a person choose whether each change sends a request. */
  asTyped?: ReturnType<typeof useAsTyped>
}

export function SendBar({ busy, asTyped }: SendBarProps) {
  return (
    <div className="flex items-center gap-3">
      <Button type="submit" variant="primary" busy={busy} icon={<Play aria-hidden />} className="flex-1">
        Predict
        <Kbd className="ml-1 border-current bg-transparent text-inherit max-md:hidden">Ctrl Enter</Kbd>
      </Button>
      {asTyped && (
        <Checkbox
          label="As I type"
          checked={asTyped.on}
          onCheckedChange={(checked) => asTyped.set(checked === true)}
          className="items-center [&_button]:mt-0"
        />
      )}
    </div>
  )
}

/** The keys of a card, where there is a keyboard. */
export function KeyHints({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap gap-x-4 gap-y-1 border-line border-t px-4 py-2 text-12 text-fg-3 max-md:hidden">
      {children}
    </footer>
  )
}

export function KeyHint({ keys, children }: { keys: string[]; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  )
}

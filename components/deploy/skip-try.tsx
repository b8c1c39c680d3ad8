'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { Button } from '../ui/button'

interface SkipTryProps {
  onSkip: () => void
  /** Takes the focus if this button has it as it goes. */
  next: RefObject<HTMLElement | null>
}

/** Goes on without the form's own calls of the model; it is there while they run. */
export function SkipTry({ onSkip, next }: SkipTryProps) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const node = button.current
    return () => {
      if (node && node === document.activeElement) requestAnimationFrame(() => next.current?.focus())
    }
  }, [next])
  return (
    <Button ref={button} className="max-md:w-full" onClick={onSkip}>
      Skip the calls
    </Button>
  )
}

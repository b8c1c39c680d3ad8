'use client'

import { type PointerEvent, useRef } from 'react'

/** A pointer that is held down moves a mark; when it is let go the form settles. */
export function useDrag(take: (event: PointerEvent<HTMLDivElement>) => void, onSettle: () => void) {
  const dragged = useRef(false)
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      dragged.current = true
      take(event)
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (dragged.current) take(event)
    },
    onPointerUp: () => {
      dragged.current = false
      onSettle()
    },
    onPointerCancel: () => {
      dragged.current = false
    },
  }
}

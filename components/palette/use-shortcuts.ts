'use client'

import { useEffect, useRef } from 'react'
import { useStable } from '../ui/hooks/use-stable'
import { type EndpointKey, endpointKeys, type GoKey, goKeys } from './shortcuts'

/** A second letter counts for so long after G. */
const sequenceMs = 1_500

export interface ShortcutActions {
  /** Single letters are on. */
  letters: boolean
  onPalette: () => void
  onList: () => void
  go: (section: (typeof goKeys)[GoKey]) => void
  /** Only on the page of an endpoint. */
  onEndpoint?: (does: (typeof endpointKeys)[EndpointKey]) => void
}

/** In a field, a menu or a dialog letters mean something else. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="alertdialog"]') !==
    null

/** Listens on the whole page: Ctrl or ⌘ K, `?`, G and a letter, and the letters of an endpoint's pages. */
export function useShortcuts(actions: ShortcutActions) {
  const beganAt = useRef(0)
  const onKeyDown = useStable((event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k') {
      event.preventDefault()
      return actions.onPalette()
    }
    if (!actions.letters || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target)) return
    const inSequence = Date.now() - beganAt.current < sequenceMs
    beganAt.current = 0
    if (inSequence) {
      // Only the letters of the table: a name such as `constructor` is none of its keys.
      if (Object.hasOwn(goKeys, key)) return take(event, () => actions.go(goKeys[key as GoKey]))
    }
    if (key === 'g') beganAt.current = Date.now()
    else if (key === '?') take(event, actions.onList)
    else if (actions.onEndpoint && Object.hasOwn(endpointKeys, key)) {
      const { onEndpoint } = actions
      take(event, () => onEndpoint(endpointKeys[key as EndpointKey]))
    }
  })
  useEffect(() => {
    // Captured, so that the letter after G is not taken as one of a row.
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [onKeyDown])
}

function take(event: KeyboardEvent, act: () => void) {
  event.preventDefault()
  act()
}

'use client'

import { useEffect, useRef } from 'react'

/** Ctrl Enter (or Cmd Enter) sends the form wherever in its sheet the focus is: on the heading too, where it starts. */
export function useSubmitKeys() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || event.defaultPrevented) return
      const sheet = form.current?.closest('[role=dialog]')
      // A list that is open over the sheet has the keys for itself.
      if (!form.current || !(event.target instanceof Node) || !sheet?.contains(event.target)) return
      event.preventDefault()
      form.current.requestSubmit()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return form
}

'use client'

import { useEffect, useRef } from 'react'

/** The form that Ctrl Enter (or Cmd Enter) sends, wherever on the page the focus is. */
export function useCtrlEnter() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      // What has the keys for itself: a field that took this one, a dialog, another form.
      if (event.defaultPrevented || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      const other = event.target instanceof Element ? event.target.closest('form') : null
      if (!form.current || (other && other !== form.current)) return
      event.preventDefault()
      form.current.requestSubmit()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return form
}

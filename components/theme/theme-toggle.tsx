'use client'

import { Moon, Sun } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../ui/button'

const key = 'portico-theme'

function stored(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Follows the system until it is pressed once; then remembers. */
export function ThemeToggle() {
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => {
      if (!stored()) document.documentElement.dataset.theme = system.matches ? 'dark' : 'light'
    }
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [])

  const toggle = () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset.theme = next
    try {
      localStorage.setItem(key, next)
    } catch {
      // Storage is refused: the choice lasts as long as the page.
    }
  }

  // Both are drawn and CSS shows one, as the server does not know the theme.
  const icon = (
    <>
      <Moon aria-hidden className="size-4 dark:hidden" />
      <Sun aria-hidden className="hidden size-4 dark:block" />
    </>
  )
  return <IconButton label="Switch theme" icon={icon} onClick={toggle} />
}

'use client'

import { Search } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useKeysEnabled } from '../endpoints/table/use-table-keys'
import { useOpener } from '../ui/hooks/use-opener'
import { onDemand, useOnceOpen } from '../ui/on-demand'
import { copyAndSay } from '../ui/text/copy-button'
import { Kbd } from '../ui/text/kbd'
import { toast } from '../ui/toast/toast'
import { endpointIn } from './endpoint-in'
import type { PaletteContext } from './item'
import { noteRecent, readRecent, recentKey } from './recent'
import type { PlaceReads } from './use-places'
import { useShortcuts } from './use-shortcuts'

// Neither is a part of any page until it is opened.
const palettes = onDemand(() => import('./palette'))
const shortcutLists = onDemand(() => import('./shortcut-list'))

export interface CommandMenuProps {
  /** `/{account}/{region}`; absent outside of an account, where only documentation is searched. */
  base?: string
  /** The name of whoever is signed in. */
  person?: string
  /** Why this person cannot deploy here. */
  denied?: string
  /** Other accounts and regions, as addresses of their endpoint lists. */
  elsewhere?: PaletteContext['elsewhere']
  reads?: PlaceReads
}

const nowhere: PaletteContext['elsewhere'] = []

/** The header's search: opens the command palette, and listens for the shortcuts of every page. */
export function CommandMenu({ base, person = '', denied, elsewhere = nowhere, reads }: CommandMenuProps) {
  const router = useRouter()
  const path = usePathname()
  const [open, setOpen] = useState<'palette' | 'shortcuts'>()
  const [letters, setLetters] = useKeysEnabled()
  const here = base === undefined ? undefined : endpointIn(path)
  const key = recentKey(person, base ?? '')
  const { name, tab } = here ?? {}
  useEffect(() => {
    if (name) noteRecent(key, { name, tab: tab ?? '', at: new Date().toISOString() })
  }, [key, name, tab])

  const copyUrl = async (endpoint: string) => {
    const result = await reads?.read().catch(() => undefined)
    if (!result?.ok) return toast(result?.error.message ?? 'The console did not answer.', { duration: 6000 })
    const api = result.value.apis.find((one) => one.endpointName === endpoint)?.publicApi
    if (api?.state === 'live') await copyAndSay(api.invokeUrl, 'URL copied')
    else toast(`${endpoint} has no public API yet`)
  }
  useShortcuts({
    letters,
    onPalette: () => setOpen((before) => (before === 'palette' ? undefined : 'palette')),
    onList: () => setOpen('shortcuts'),
    go: (section) => router.push(base === undefined ? '/' : `${base}/${section}`),
    onEndpoint: name
      ? (does) => {
          const endpoint = `${base}/endpoints/${name}`
          if (does === 'copy') void copyUrl(name)
          else if (does === 'playground') router.push(`${endpoint}/playground`)
          else if (denied) toast(denied, { duration: 6000 })
          else router.push(`${endpoint}/deploy`, { scroll: false })
        }
      : undefined,
  })

  const close = () => setOpen(undefined)
  // From the first of the two to open until both are closed.
  const giveBackFocus = useOpener(open !== undefined)
  const palette = useOnceOpen(palettes, open === 'palette', close)
  const shortcutList = useOnceOpen(shortcutLists, open === 'shortcuts', close)
  const context: PaletteContext = { base, canDeploy: !denied, elsewhere, current: name, letters }
  return (
    <>
      <button
        type="button"
        aria-label="Search or run a command"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => setOpen('palette')}
        className="flex h-8 items-center gap-2 rounded-ctl border border-line-2 bg-surface px-2.5 text-fg-3 shadow-1 hover:border-line-ctl hover:text-fg-2 max-xl:w-8 max-xl:justify-center max-xl:px-0 max-md:size-9"
      >
        <Search aria-hidden className="size-[15px] shrink-0" />
        <span className="max-xl:hidden">Search or run a command</span>
        <Kbd className="ml-3 max-xl:hidden">Ctrl K</Kbd>
      </button>
      {open === 'palette' && palette && (
        <palette.default
          context={context}
          recent={readRecent(key)}
          reads={reads}
          onClose={() => setOpen((before) => (before === 'palette' ? undefined : before))}
          onShortcuts={() => setOpen('shortcuts')}
          onCloseAutoFocus={giveBackFocus}
        />
      )}
      {open === 'shortcuts' && shortcutList && (
        <shortcutList.default
          canDeploy={!denied}
          letters={letters}
          setLetters={setLetters}
          onClose={close}
          onCloseAutoFocus={giveBackFocus}
        />
      )}
    </>
  )
}

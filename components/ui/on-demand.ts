import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { toast } from './toast/toast'

/** Code that no page needs to be read: loaded once, when somebody is about to use it. */
export interface OnDemand<T> {
  /** Returns the code if it is loaded. */
  now: () => T | undefined
  /** Loads the code; a load that failed is tried again by the next call. */
  load: () => Promise<T>
}

export function onDemand<T>(read: () => Promise<T>): OnDemand<T> {
  let loaded: T | undefined
  let loading: Promise<T> | undefined
  return {
    now: () => loaded,
    load: () => {
      loading ??= read().then(
        (code) => {
          loaded = code
          return code
        },
        (error) => {
          loading = undefined
          throw error
        },
      )
      return loading
    },
  }
}

const notLoaded = 'A part of the page did not load. Check the connection, then try again.'
const failed = (said = notLoaded) => toast(said, { duration: 6000 })

/**
 * Uses code once it is loaded. Says so if it cannot be loaded, and does nothing else then.
 * @param said what did not happen, and what to do
 */
export async function whenLoaded<T>(source: OnDemand<T>, use: (code: T) => unknown, said?: string): Promise<void> {
  const code = await source.load().catch(() => undefined)
  if (code === undefined) failed(said)
  else await use(code)
}

export interface Wanted<T> {
  /** The code, once it was requested and is loaded. */
  code?: T
  loading: boolean
  want: () => void
  /** Loads ahead of a click, without a word if that fails. */
  prefetch: () => void
}

/** Loads code at a click. Starts without it even if it is loaded, because the server draws the page without it. */
export function useOnDemand<T>(source: OnDemand<T>): Wanted<T> {
  const [state, setState] = useState<'none' | 'loading' | 'ready'>('none')
  const want = useCallback(() => {
    if (source.now()) return setState('ready')
    setState('loading')
    source.load().then(
      () => setState('ready'),
      () => {
        setState('none')
        failed()
      },
    )
  }, [source])
  const prefetch = useCallback(() => {
    source.load().catch(() => {})
  }, [source])
  return { code: state === 'ready' ? source.now() : undefined, loading: state === 'loading', want, prefetch }
}

/** Loads the code of what opens and closes when it opens first. Closes it if the code cannot be loaded, or at Escape. */
export function useOnceOpen<T>(
  source: OnDemand<T>,
  open: boolean,
  onOpenChange: (open: boolean) => void,
): T | undefined {
  const [ready, setReady] = useState(false)
  const close = useEffectEvent(() => onOpenChange(false))
  useEffect(() => {
    if (!open || ready) return
    let gone = false
    source.load().then(
      () => gone || setReady(true),
      () => {
        if (gone) return
        close()
        failed()
      },
    )
    // Before what is open below would close by it.
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      close()
    }
    window.addEventListener('keydown', leave, true)
    return () => {
      gone = true
      window.removeEventListener('keydown', leave, true)
    }
  }, [source, open, ready])
  return ready ? source.now() : undefined
}

export interface Soon<T> {
  code?: T
  /** Set if the code could not be loaded: loads it again. */
  retry?: () => void
}

/**
 * Loads code that the next step on the page needs, once the page has drawn what is there and the browser is idle.
 * @param neededFor what the code draws, once it is there; for another thing it is tried again
 */
export function useSoon<T>(source: OnDemand<T>, neededFor?: object): Soon<T> {
  const [state, setState] = useState<'none' | 'ready' | 'failed'>('none')
  const want = useCallback(() => {
    if (source.now()) return setState('ready')
    setState('none')
    source.load().then(
      () => setState('ready'),
      () => setState('failed'),
    )
  }, [source])
  useEffect(() => {
    if (neededFor) return want()
    const prefetch = () => void source.load().catch(() => {})
    // Safari has no idle callback.
    if (typeof requestIdleCallback === 'undefined') return prefetch()
    const id = requestIdleCallback(prefetch, { timeout: 3_000 })
    return () => cancelIdleCallback(id)
  }, [neededFor, want, source])
  return { code: state === 'ready' ? source.now() : undefined, retry: state === 'failed' ? want : undefined }
}

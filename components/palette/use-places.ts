'use client'

import { useEffect, useRef, useState } from 'react'
import type { PlaceEndpoint, Places } from '@/lib/endpoints/types'
import type { Failure, Result } from '@/lib/result'
import type { Sharing } from '@/lib/share/types'
import { useStable } from '../ui/hooks/use-stable'

/**
 * What was read is shown at once by the next opening, and read again if it is older: a deploy of a moment ago has changed what can
 * be done. The server shares reads for as long.
 */
const freshMs = 3_000
const pauseMs = 250

export interface PlaceReads {
  read: () => Promise<Result<Places>>
  find: (search: string) => Promise<Result<PlaceEndpoint[]>>
  /** Share links and keys of one public API. */
  sharing: (endpointName: string) => Promise<Result<Sharing>>
}

interface Kept {
  places: Places
  at: number
  found: Map<string, PlaceEndpoint[]>
}

/** By place, as long as the tab lives. */
const kept = new Map<string, Kept>()

const unreachable: Failure = {
  code: 'network',
  message: 'The console did not answer.',
  remedy: 'Check the connection, then open the palette again.',
}

/** Outside of an account there is nothing but documentation. */
const empty: Places = { endpoints: [], more: false, apis: [], tags: {}, moreTags: false, failures: [] }
const noReads: PlaceReads = {
  read: async () => ({ ok: true, value: empty }),
  find: async () => ({ ok: true, value: [] }),
  sharing: async () => ({ ok: true, value: { links: [], keys: [], failures: [] } }),
}

const orUnreachable = <T>(reading: Promise<Result<T>>): Promise<Result<T>> =>
  reading.catch((): Result<T> => ({ ok: false, error: unreachable }))

/**
 * Reads what the palette searches, once for each opening and not again within 3 s. If the account has more endpoints than one
 * page, or its index has tags and containers, what was typed is looked up too, after a pause in typing.
 * @param current the endpoint whose page is open: its share links and keys are read besides
 */
export function usePlaces(base: string, query: string, current: string | undefined, reads: PlaceReads = noReads) {
  const read = useStable(reads.read)
  const find = useStable(reads.find)
  const [places, setPlaces] = useState<Places | undefined>(() => kept.get(base)?.places)
  const [failure, setFailure] = useState<Failure>()
  const [found, setFound] = useState<PlaceEndpoint[]>([])
  const [searching, setSearching] = useState(false)
  const latest = useRef('')
  const sharing = useSharing(current, places, reads)

  useEffect(() => {
    const before = kept.get(base)
    if (before && Date.now() - before.at < freshMs) return
    let ended = false
    void orUnreachable(read()).then((result) => {
      if (result.ok) kept.set(base, { places: result.value, at: Date.now(), found: new Map() })
      else kept.delete(base)
      if (ended) return
      setPlaces(result.ok ? result.value : undefined)
      setFailure(result.ok ? undefined : result.error)
    })
    return () => {
      ended = true
    }
  }, [base, read])

  const search = query.trim()
  const isName = /^[A-Za-z0-9-]{2,63}$/.test(search)
  const isText = search.length >= 2 && search.length <= 63
  const wanted = (places?.more && isName) || (places?.indexed && isText) ? search : ''
  useEffect(() => {
    latest.current = wanted
    setSearching(wanted !== '')
    if (!wanted) return setFound([])
    const known = kept.get(base)?.found.get(wanted.toLowerCase())
    if (known) {
      setFound(known)
      return setSearching(false)
    }
    const timer = setTimeout(async () => {
      const result = await orUnreachable(find(wanted))
      if (result.ok) kept.get(base)?.found.set(wanted.toLowerCase(), result.value)
      if (latest.current !== wanted) return
      setSearching(false)
      if (result.ok) setFound(result.value)
      else setFailure(result.error)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [base, wanted, find])

  return { places, found, failure, searching, sharing }
}

/** Read once for each opening, and only if the page that is open has a public API. */
function useSharing(current: string | undefined, places: Places | undefined, reads: PlaceReads): Sharing | undefined {
  const read = useStable(reads.sharing)
  const [sharing, setSharing] = useState<{ of: string; value: Sharing }>()
  const wanted = places?.apis.some((api) => api.endpointName === current && api.publicApi.state === 'live')
    ? current
    : undefined
  useEffect(() => {
    if (!wanted) return
    let ended = false
    void orUnreachable(read(wanted)).then((result) => {
      const value = result.ok ? result.value : { links: [], keys: [], failures: [result.error] }
      if (!ended) setSharing({ of: wanted, value })
    })
    return () => {
      ended = true
    }
  }, [wanted, read])
  return sharing?.of === wanted ? sharing?.value : undefined
}

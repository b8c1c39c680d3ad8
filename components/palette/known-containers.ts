'use client'

import { useSyncExternalStore } from 'react'

/** The containers that this tab has read, by place and endpoint: SageMaker lists none, so the palette searches these alone. */
const known = new Map<string, ReadonlyMap<string, string>>()
const none: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()

/** @param base `/{account}/{region}` */
export function noteContainers(base: string, containers: Record<string, string | undefined>): void {
  const found = Object.entries(containers).flatMap(([name, one]): [string, string][] => (one ? [[name, one]] : []))
  known.set(base, new Map([...(known.get(base) ?? none), ...found]))
  for (const notify of listeners) notify()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useContainers = (base: string): ReadonlyMap<string, string> =>
  useSyncExternalStore(
    subscribe,
    () => known.get(base) ?? none,
    () => none,
  )

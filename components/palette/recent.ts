'use client'

/** The endpoints that a person opened last, in this browser: for each person and region apart. */

export interface RecentPlace {
  name: string
  /** Below the endpoint: `playground`; empty for its overview. */
  tab: string
  /** ISO. */
  at: string
}

const most = 8
const prefix = 'portico-recent:'

export const recentKey = (person: string, base: string): string => `${prefix}${person}:${base}`

const isPlace = (value: unknown): value is RecentPlace =>
  typeof value === 'object' &&
  value !== null &&
  ['name', 'tab', 'at'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string')

/** Reads what is stored; text that is none of ours counts as nothing. */
export function recentIn(text: string | null | undefined): RecentPlace[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isPlace).slice(0, most) : []
  } catch {
    return []
  }
}

/** Puts a place first; each endpoint is listed once, with the tab that was open last. */
export const withPlace = (places: RecentPlace[], place: RecentPlace): RecentPlace[] =>
  [place, ...places.filter((one) => one.name !== place.name)].slice(0, most)

export function readRecent(key: string): RecentPlace[] {
  try {
    return recentIn(localStorage.getItem(key))
  } catch {
    return []
  }
}

export function noteRecent(key: string, place: RecentPlace): void {
  try {
    localStorage.setItem(key, JSON.stringify(withPlace(readRecent(key), place)))
  } catch {
    // Storage is refused: nothing is remembered.
  }
}

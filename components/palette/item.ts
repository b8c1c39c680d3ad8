/** What a row of the palette is, and what the palette knows to make rows of. */
import type { EndpointStatus, PublicApiState } from '@/lib/endpoints/types'

export type ItemGroup =
  | 'Recent'
  | 'Endpoints'
  | 'Public APIs'
  | 'Actions'
  | 'Share links and keys'
  | 'Pages'
  | 'Documentation'

export type ItemIcon =
  | { status: EndpointStatus | undefined }
  | 'api'
  | 'play'
  | 'copy'
  | 'deploy'
  | 'remove'
  | 'open'
  | 'trace'
  | 'metrics'
  | 'logs'
  | 'activity'
  | 'dashboard'
  | 'endpoints'
  | 'apis'
  | 'adopt'
  | 'place'
  | 'keyboard'
  | 'docs'
  | 'link'
  | 'key'

/** A row. */
export interface Item {
  /** Unique in the palette. */
  id: string
  group: ItemGroup
  label: string
  mono?: boolean
  detail?: string
  /** Is found too, and not shown: tags, a container, an address. */
  words: string[]
  icon: ItemIcon
  /** One of both. */
  href?: string
  act?: { copy: string; said: string } | 'shortcuts'
  /** Keys that do the same on the page that is open. */
  keys?: string[]
  /** The endpoint that it is about: its actions are listed below it. */
  endpoint?: string
  /** ISO: when it was opened last. */
  at?: string
}

export interface Doc {
  href: string
  title: string
  /** The page that it is a part of. */
  page: string
  words?: string[]
}

export interface PaletteContext {
  /** `/{account}/{region}`; absent outside of an account. */
  base?: string
  canDeploy: boolean
  /** Other accounts and regions, with where they lead. */
  elsewhere: { label: string; href: string }[]
  /** The endpoint whose page is open. */
  current?: string
  /** Single letters are on. */
  letters: boolean
}

/** What is known of an endpoint from the first reads. */
export interface Known {
  status?: EndpointStatus
  publicApi: PublicApiState
}

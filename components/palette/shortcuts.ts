/** Every shortcut of the console, once: the palette shows them, `?` lists them, and the page's listener acts on them. */

/** G, then a letter: a page of the region. */
export const goKeys = { d: 'overview', e: 'endpoints', a: 'apis', h: 'activity' } as const
/** One letter, on the pages of an endpoint. */
export const endpointKeys = { p: 'playground', c: 'copy', d: 'deploy' } as const

export type GoKey = keyof typeof goKeys
export type EndpointKey = keyof typeof endpointKeys

interface Shortcut {
  /** `['G', 'E']`: one after the other. `Ctrl K` is one. */
  keys: string[]
  does: string
  /** Only if whoever looks can deploy. */
  deploys?: true
}

export interface ShortcutGroup {
  title: string
  /** Single letters, which can be turned off. */
  letters?: true
  shortcuts: Shortcut[]
}

const shortcutGroups: ShortcutGroup[] = [
  {
    title: 'Everywhere',
    shortcuts: [{ keys: ['Ctrl K'], does: 'Open the command palette (⌘ K on a Mac)' }],
  },
  {
    title: 'Pages',
    letters: true,
    shortcuts: [
      { keys: ['?'], does: 'List the shortcuts' },
      { keys: ['G', 'D'], does: 'Go to the dashboard' },
      { keys: ['G', 'E'], does: 'Go to endpoints' },
      { keys: ['G', 'A'], does: 'Go to APIs' },
      { keys: ['G', 'H'], does: 'Go to activity' },
    ],
  },
  {
    title: 'On an endpoint, or on its row in the list',
    letters: true,
    shortcuts: [
      { keys: ['P'], does: 'Open the playground' },
      { keys: ['C'], does: 'Copy the invoke URL' },
      { keys: ['D'], does: 'Deploy or change the public API', deploys: true },
    ],
  },
  {
    title: 'In the endpoint list',
    letters: true,
    shortcuts: [
      { keys: ['/'], does: 'Search by name' },
      { keys: ['J'], does: 'Next row' },
      { keys: ['K'], does: 'Previous row' },
    ],
  },
  {
    title: 'In the playground',
    shortcuts: [{ keys: ['Ctrl Enter'], does: 'Predict' }],
  },
]

export const shortcutsFor = (canDeploy: boolean): ShortcutGroup[] =>
  shortcutGroups.map((group) => ({
    ...group,
    shortcuts: group.shortcuts.filter((one) => canDeploy || !one.deploys),
  }))

/** Settings of how long each part waits. */
import type { Setting } from '../setting'

export const limitSettings = [
  {
    id: 'wait',
    group: 'Limits and timeouts',
    label: 'Wait for the model',
    property: 'Timeout, TimeoutInMillis, InvocationTimeoutSeconds',
    line: 'How long the function waits; the gateway follows it',
    paths: ['waitSeconds', 'asyncSeconds'],
    words: ({ waitSeconds, asyncSeconds, targetKind }) =>
      [
        waitSeconds.trim() === '' ? 'automatic' : `${waitSeconds.trim()} s`,
        ...(targetKind === 'async' ? [`model ${asyncSeconds.trim()} s`] : []),
      ].join(', '),
    applies: () => true,
  },
] as const satisfies Setting[]

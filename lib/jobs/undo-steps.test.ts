import { expect, it } from 'vitest'
import type { JobStep } from '../wiring/state/plan'
import { undoEmit } from './undo-steps'

it('shows the undo behind the steps of the deploy, on the same axis of time', () => {
  const seen: JobStep[] = []
  const emit = undoEmit((step) => seen.push(step), 4_000)
  emit({ id: 'role', title: 'Role', detail: '', state: 'waiting', attemptsMs: [] })
  emit({ id: 'role', title: 'Role', detail: '', state: 'done', startedMs: 100, endedMs: 900, attemptsMs: [100] })
  expect(seen).toEqual([
    { id: 'undo-role', title: 'Undo: Role', detail: '', state: 'waiting', attemptsMs: [] },
    {
      id: 'undo-role',
      title: 'Undo: Role',
      detail: '',
      state: 'done',
      startedMs: 4_100,
      endedMs: 4_900,
      attemptsMs: [4_100],
    },
  ])
})

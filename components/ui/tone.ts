/** The status sets of the design tokens; `info` is the accent. A tone repeats what shape and word already say. */
export type Tone = 'ok' | 'new' | 'upd' | 'bad' | 'del' | 'warn' | 'off' | 'info'

/** Sets --x-d, --x-f, --x-s and --x-l for what is inside. */
export const toneClass: Record<Tone, string> = {
  ok: 'tone-ok',
  new: 'tone-new',
  upd: 'tone-upd',
  bad: 'tone-bad',
  del: 'tone-del',
  warn: 'tone-warn',
  off: 'tone-off',
  info: 'tone-info',
}

import { Badge, type BadgeProps } from '../ui/badge'
import { Mark, type MarkShape } from '../ui/state/status'
import type { Tone } from '../ui/tone'
import type { Health } from './types'

export const healthLook: Record<Health, { tone: Tone; shape: MarkShape; word: string }> = {
  healthy: { tone: 'ok', shape: 'dot', word: 'Healthy' },
  partly: { tone: 'warn', shape: 'ring', word: 'Partly checked' },
  changed: { tone: 'warn', shape: 'half', word: 'Changed' },
  missing: { tone: 'bad', shape: 'cross', word: 'Missing' },
}

export function HealthBadge({ health, variant = 'bare' }: { health: Health; variant?: BadgeProps['variant'] }) {
  const { tone, shape, word } = healthLook[health]
  return (
    <Badge tone={tone} variant={variant} mark={<Mark shape={shape} />}>
      {word}
    </Badge>
  )
}

import type { CallerKey } from '@/lib/keys/types'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { RelativeTime } from '../../ui/text/relative-time'
import { KeyUsage } from './key-usage'
import { RevokeButton } from './revoke-button'

interface KeyRowProps {
  apiKey: CallerKey
  quotaPerDay?: number
  denied?: string
  onRotate: () => void
  onEnabled: (enabled: boolean) => void
  onRevoke: () => void
}

/** One key: who has it, what it used today, and what can be done with it. */
export function KeyRow({ apiKey, quotaPerDay, denied, onRotate, onEnabled, onRevoke }: KeyRowProps) {
  const { name, enabled, isReplaced, createdAt, createdBy, usedToday } = apiKey
  const label = isReplaced ? `the old value of ${name}` : name
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t px-4 py-2.5 first:border-t-0">
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-words font-medium">{name}</span>
          {!enabled && <Badge tone="off">Disabled</Badge>}
          {isReplaced && <Badge tone="warn">Old value</Badge>}
        </p>
        <p className="text-12 text-fg-2">
          made <RelativeTime value={createdAt} ago />
          {createdBy && ` by ${createdBy}`}
        </p>
      </div>
      <KeyUsage name={label} used={usedToday} quotaPerDay={quotaPerDay} />
      <div className="flex flex-wrap gap-1.5 md:w-56 md:justify-end">
        {!isReplaced && (
          <Button size="sm" disabledReason={denied} aria-label={`Rotate ${label}`} onClick={onRotate}>
            Rotate
          </Button>
        )}
        <Button
          size="sm"
          disabledReason={denied}
          aria-label={`${enabled ? 'Disable' : 'Enable'} ${label}`}
          onClick={() => onEnabled(!enabled)}
        >
          {enabled ? 'Disable' : 'Enable'}
        </Button>
        <RevokeButton
          name={label}
          title={`Revoke ${isReplaced ? 'the old value of ' : ''}“${name}”?`}
          confirmLabel="Revoke key"
          disabledReason={denied}
          onRevoke={onRevoke}
        >
          Calls with this key get 403 from now on. A revoked key cannot be restored. To block a caller for a while,
          disable the key.
        </RevokeButton>
      </div>
    </li>
  )
}

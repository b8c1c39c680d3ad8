'use client'

import { Copy, Ellipsis, Route, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { IconButton } from '../ui/button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../ui/overlay/dropdown-menu'
import { copyAndSay } from '../ui/text/copy-button'

export interface EndpointMenuProps {
  /** `/{account}/{region}/endpoints/{name}`. */
  base: string
  name: string
  arn?: string
  /** There is something to remove. */
  removable: boolean
  /** Why a removal cannot be started now. */
  removeObstacle?: string
}

/** What is done rarely with an endpoint; what destroys something is last. */
export function EndpointMenu({ base, name, arn, removable, removeObstacle }: EndpointMenuProps) {
  const router = useRouter()
  return (
    <Menu
      trigger={
        <IconButton
          variant="default"
          label={`More actions for ${name}`}
          icon={<Ellipsis aria-hidden className="size-4" />}
        />
      }
    >
      <MenuLink href={`${base}/trace`} icon={<Route aria-hidden />}>
        Trace a request
      </MenuLink>
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => copyAndSay(name, 'Name copied')}>
        Copy name
      </MenuItem>
      {arn && (
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => copyAndSay(arn, 'ARN copied')}>
          Copy ARN
        </MenuItem>
      )}
      {removable && (
        <>
          <MenuSeparator />
          <MenuItem
            tone="bad"
            icon={<Trash2 aria-hidden />}
            disabledReason={removeObstacle}
            onSelect={() => router.push(`${base}/remove`, { scroll: false })}
          >
            Remove public API…
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

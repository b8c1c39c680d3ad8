'use client'

import { ArrowRight, Copy, Ellipsis, Link2, Play, Rocket } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { EndpointRow } from '@/lib/endpoints/types'
import { IconButton } from '../../ui/button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../../ui/overlay/dropdown-menu'
import { copyAndSay } from '../../ui/text/copy-button'
import { deployObstacle, type RowLinks } from './row-action'

export function RowMenu({ row, links, denied }: { row: EndpointRow; links: RowLinks; denied?: string }) {
  const router = useRouter()
  const url = row.publicApi.state === 'live' ? row.publicApi.invokeUrl : undefined
  const trigger = (
    <IconButton size="sm" label={`More actions for ${row.name}`} icon={<Ellipsis aria-hidden className="size-4" />} />
  )
  return (
    <Menu trigger={trigger}>
      <MenuLink href={links.open} icon={<ArrowRight aria-hidden />}>
        Open
      </MenuLink>
      {url && (
        <MenuLink href={links.playground} icon={<Play aria-hidden />}>
          Open playground
        </MenuLink>
      )}
      <MenuItem
        icon={<Rocket aria-hidden />}
        disabledReason={deployObstacle(row, denied)}
        onSelect={() => router.push(links.deploy)}
      >
        {url ? 'Change public API' : 'Deploy public API'}
      </MenuItem>
      <MenuSeparator />
      {url && (
        <MenuItem icon={<Link2 aria-hidden />} onSelect={() => copyAndSay(url, 'URL copied')}>
          Copy invoke URL
        </MenuItem>
      )}
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => copyAndSay(row.name, 'Name copied')}>
        Copy name
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => copyAndSay(row.arn, 'ARN copied')}>
        Copy ARN
      </MenuItem>
    </Menu>
  )
}

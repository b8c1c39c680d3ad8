'use client'

import { Link2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { Result } from '@/lib/result'
import type { NewShareLink, ShareLink, ShareLinkSpec } from '@/lib/share/types'
import type { Access } from '@/lib/spec/api-parts/access'
import { copyNewLink } from '../../share-page/copy-new-link'
import { useAction } from '../../ui/hooks/use-action'
import { NotLoaded } from '../../ui/not-loaded'
import { Skeleton } from '../../ui/state/skeleton'
import { toast } from '../../ui/toast/toast'
import type { Place } from '../../wiring/types'
import { MadeItemsCard } from '../made-items-card'
import { ShareLinkRow } from './share-link-row'

const loadForm = () => import('./share-link-form')

/** Loaded when somebody is about to make a link. */
const ShareLinkForm = dynamic(
  () =>
    loadForm().then(
      (part) => ({ default: part.ShareLinkForm }),
      () => ({ default: NotLoaded }),
    ),
  { ssr: false, loading: () => <Skeleton className="m-4 h-48" /> },
)

export interface ShareLinksCardProps {
  place: Place
  endpointName: string
  links: ShareLink[]
  /** Who can call, and so what a visitor brings along. */
  access: Access['kind']
  /** What the model takes: a link can offer examples and keep to ranges. */
  contract?: FeatureContract
  /** Why this person cannot make or revoke links. */
  denied?: string
  create: (input: Place & { endpointName: string } & ShareLinkSpec) => Promise<Result<NewShareLink>>
  revoke: (input: Place & { endpointName: string; linkId: string }) => Promise<Result<undefined>>
}

/** What they need beside the link. */
const visitors: Record<Access['kind'], string> = {
  open: '',
  key: ' Each has an API key of its own with a daily cap, which its page uses by itself.',
  iam: ' Its visitors cannot call this URL from there, because it accepts signed requests only: the page says so, and shows the code.',
  cognito: ' Its visitors need a token of the user pool: the page has a field for it.',
}

/** Pages about the public API for people without an account. */
export function ShareLinksCard(props: ShareLinksCardProps) {
  const { place, endpointName, links, access, contract, denied, create, revoke } = props
  const router = useRouter()
  const making = useAction(create)
  const revoking = useAction(revoke)
  const [open, setOpen] = useState(false)
  // What was just made or revoked shows before the page is read again.
  const [made, setMade] = useState<ShareLink[]>([])
  const [gone, setGone] = useState<string[]>([])
  const shown = [...made.filter((one) => links.every((link) => link.id !== one.id)), ...links].filter(
    (link) => !gone.includes(link.id),
  )

  const make = async (linkSpec: ShareLinkSpec) => {
    const result = await making.run({ ...place, endpointName, ...linkSpec })
    if (!result.ok) return
    const { link } = result.value
    setMade((before) => [link, ...before])
    setOpen(false)
    await copyNewLink(result.value)
    router.refresh()
  }
  const remove = async (link: ShareLink) => {
    const result = await revoking.run({ ...place, endpointName, linkId: link.id })
    if (!result.ok) return
    setGone((before) => [...before, link.id])
    toast(`“${link.title}” revoked`)
    router.refresh()
  }

  return (
    <MadeItemsCard
      id="share-links"
      title="Share links"
      button="New share link"
      onAim={() => void loadForm().catch(() => {})}
      disabledReason={denied}
      open={open}
      onOpen={setOpen}
      form={
        <ShareLinkForm
          endpointName={endpointName}
          contract={contract}
          keyed={access === 'key'}
          busy={making.busy}
          onMake={make}
          onCancel={() => setOpen(false)}
        />
      }
      failure={making.failure ?? revoking.failure}
      items={shown.map((link) => (
        <ShareLinkRow
          key={link.id}
          link={link}
          keyed={access === 'key'}
          denied={denied}
          busy={revoking.busy}
          onRevoke={() => remove(link)}
        />
      ))}
      icon={<Link2 aria-hidden />}
      empty={`No share links yet. A share link opens a page with the form and the prediction, without signing in, until it expires or is revoked.${visitors[access]}`}
    />
  )
}

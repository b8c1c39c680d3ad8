'use client'

import { Link2, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import type { Result } from '@/lib/result'
import type { ShareLink } from '@/lib/share/types'
import type { Access } from '@/lib/wiring/access'
import { Button } from '../ui/button'
import { Card, CardBody, CardHeader } from '../ui/card'
import { copyAndSay } from '../ui/copy-button'
import { FailureNote } from '../ui/failure-note'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { useAction } from '../ui/use-action'
import type { Place } from '../wiring/types'
import { ShareLinkRow } from './share-link-row'

export interface ShareLinksCardProps {
  place: Place
  endpointName: string
  links: ShareLink[]
  /** Who may call, and so what a visitor brings along. */
  access: Access['kind']
  /** Why this person may not make or revoke links. */
  denied?: string
  create: (input: Place & { endpointName: string; title: string; days: number }) => Promise<Result<ShareLink>>
  revoke: (input: Place & { endpointName: string; linkId: string }) => Promise<Result<undefined>>
}

/** What they need beside the link. */
const visitors: Record<Access['kind'], string> = {
  open: '',
  key: ' Its visitors need an API key of their own: the page asks for it.',
  iam: ' Its visitors cannot call this URL from there, as it answers signed requests only: the page says so, and shows the code.',
  cognito: ' Its visitors need a token of the user pool: the page asks for it.',
}

/** Pages about the public URL for people without an account. */
export function ShareLinksCard({ place, endpointName, links, access, denied, create, revoke }: ShareLinksCardProps) {
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

  const make = async (title: string, days: number) => {
    const result = await making.run({ ...place, endpointName, title, days })
    if (!result.ok) return
    setMade((before) => [result.value, ...before])
    setOpen(false)
    await copyAndSay(result.value.url, 'Share link made and copied')
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
    <Card aria-labelledby="share-links">
      <CardHeader id="share-links" title="Share links" meta={shown.length > 0 ? String(shown.length) : undefined}>
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          disabledReason={denied}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          New share link
        </Button>
      </CardHeader>
      {open && (
        <ShareForm endpointName={endpointName} busy={making.busy} onMake={make} onCancel={() => setOpen(false)} />
      )}
      {(making.failure ?? revoking.failure) && (
        <FailureNote failure={making.failure ?? revoking.failure} className="mx-4 mt-3" />
      )}
      {shown.length > 0 ? (
        <ul>
          {shown.map((link) => (
            <ShareLinkRow
              key={link.id}
              link={link}
              denied={denied}
              busy={revoking.busy}
              onRevoke={() => remove(link)}
            />
          ))}
        </ul>
      ) : (
        !open && (
          <CardBody className="flex gap-2.5 text-fg-2">
            <Link2 aria-hidden className="mt-0.5 size-4 shrink-0 text-fg-3" />
            <p>
              Nobody has a link yet. A share link opens a page with the form and the prediction, without signing in,
              until it ends or is revoked.
              {visitors[access]}
            </p>
          </CardBody>
        )
      )}
    </Card>
  )
}

interface ShareFormProps {
  endpointName: string
  busy: boolean
  onMake: (title: string, days: number) => void
  onCancel: () => void
}

function ShareForm({ endpointName, busy, onMake, onCancel }: ShareFormProps) {
  const [title, setTitle] = useState(`Try ${endpointName}`)
  const [days, setDays] = useState('30')
  const count = Number(days)
  const daysError = Number.isInteger(count) && count >= 1 && count <= 365 ? undefined : 'A whole number from 1 to 365'
  const titleError = title.trim() === '' ? 'Give the page a title' : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!daysError && !titleError) onMake(title, count)
  }
  return (
    <form onSubmit={submit} noValidate aria-label="New share link" className="grid gap-3 border-line border-b p-4">
      <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-3">
        <Field label="Title of the page" error={titleError}>
          <Input autoFocus value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label="Ends in" error={daysError}>
          <Input inputMode="numeric" value={days} suffix="days" onChange={(event) => setDays(event.target.value)} />
        </Field>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" icon={<Link2 aria-hidden />} busy={busy}>
          Make share link
        </Button>
      </div>
    </form>
  )
}

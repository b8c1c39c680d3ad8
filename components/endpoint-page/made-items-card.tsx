import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '@/lib/result'
import { Button } from '../ui/button'
import { Card, CardBody, CardHeader } from '../ui/card'
import { FailureNote } from '../ui/state/failure-note'

interface MadeItemsCardProps {
  id: string
  title: string
  /** Verb and object, or the new thing: `New key`. */
  button: string
  /** Why nobody can make one now. */
  disabledReason?: string
  open: boolean
  onOpen: (open: boolean) => void
  /** A pointer or the focus is on the button: the form can be loaded. */
  onAim?: () => void
  /** The form of a new one, which stands above the list while it is open. */
  form: ReactNode
  failure: Failure | undefined
  /** Stands between form and list. */
  note?: ReactNode
  /** The rows. */
  items: ReactNode[]
  icon: ReactNode
  /** What the list is for, read while it is empty. */
  empty: ReactNode
  children?: ReactNode
}

/** A card of what people make one by one for those outside, API keys and share links: button, form, list. */
export function MadeItemsCard(props: MadeItemsCardProps) {
  const { id, title, button, disabledReason, open, onOpen, onAim, form, failure, note, items, icon, empty, children } =
    props
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} meta={items.length > 0 ? String(items.length) : undefined}>
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          disabledReason={disabledReason}
          aria-expanded={open}
          onPointerEnter={onAim}
          onFocus={onAim}
          onClick={() => onOpen(!open)}
        >
          {button}
        </Button>
      </CardHeader>
      {open && form}
      <FailureNote failure={failure} className="mx-4 mt-3" />
      {note}
      {items.length > 0 ? (
        <ul>{items}</ul>
      ) : (
        !open && (
          <CardBody className="flex gap-2.5 text-fg-2 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-fg-3">
            {icon}
            <p>{empty}</p>
          </CardBody>
        )
      )}
      {children}
    </Card>
  )
}

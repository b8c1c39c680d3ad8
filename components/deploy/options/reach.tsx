'use client'

import { useFormContext } from 'react-hook-form'
import { isPrivate, isWithin } from '@/lib/spec/api-parts/addresses'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'
import type { DeployValues } from '../values/form-values'
import { splitList } from '../values/split-list'

interface ReachProps {
  text: string
  /** The address from which this person's requests reach the console. */
  callerAddress?: string
}

/** Says whether the person who lists addresses is among them. */
export function Reach({ text, callerAddress }: ReachProps) {
  const { setValue } = useFormContext<DeployValues>()
  const list = splitList(text)
  if (list.length === 0) return null
  const onAdd = () => setValue('allowedIps', [...list, callerAddress].join(', '))
  const outside = callerAddress !== undefined && !list.some((block) => isWithin(callerAddress, block))
  return (
    <>
      {outside && (
        <Note
          tone="warn"
          role="status"
          title="You are not in this list."
          action={
            <Button size="sm" onClick={onAdd}>
              Add {callerAddress}
            </Button>
          }
        >
          {isPrivate(callerAddress)
            ? `The console sees you at ${callerAddress}, a private address; the gateway might see another.`
            : `The console sees you at ${callerAddress}: the playground here would get 403.`}
        </Note>
      )}
      <p className="text-12 text-fg-2">
        The console&rsquo;s server is refused too, unless its address is listed. A deploy then tests the URL with API
        Gateway’s own test.
      </p>
    </>
  )
}

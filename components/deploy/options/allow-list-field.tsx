'use client'

import { useFormContext } from 'react-hook-form'
import { isPrivate, isWithin } from '@/lib/spec/addresses'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'
import type { DeployValues } from '../values/form-values'
import { splitList } from '../values/split-list'
import { TextField } from './text-field'

interface AllowListFieldProps {
  text: string
  problem?: string
  /** The address from which this person's requests reach the console. */
  callerAddress?: string
}

/** The addresses that can call, and whether the person who lists them is among them. */
export function AllowListField({ text, problem, callerAddress }: AllowListFieldProps) {
  const { setValue } = useFormContext<DeployValues>()
  const list = splitList(text)
  const add = () => setValue('allowedIps', [...list, callerAddress].join(', '))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <TextField
        name="allowedIps"
        label="Addresses that can call"
        aside="optional"
        placeholder="203.0.113.0/24, 2001:db8::/32"
        hint="Empty: any. All others get 403, whatever else they send. It costs nothing, and it does not prove who calls."
        problem={problem}
      />
      {list.length > 0 && !problem && <Reach list={list} callerAddress={callerAddress} onAdd={add} />}
    </div>
  )
}

function Reach({ list, callerAddress, onAdd }: { list: string[]; callerAddress?: string; onAdd: () => void }) {
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
        The console&rsquo;s server is kept out too, unless its own address is listed: a deploy then proves the URL
        behind the door.
      </p>
    </>
  )
}

'use client'

import { onDemand } from '../on-demand'
import { OnDemandTrigger } from '../on-demand-trigger'
import type { PopoverProps } from './popover-parts'

const parts = onDemand(() => import('./popover-parts'))

/** A small form or list at a button; its code is loaded when somebody is about to open it. */
export function Popover(props: PopoverProps) {
  return (
    <OnDemandTrigger source={parts} popup="dialog" trigger={props.trigger}>
      {(code, opened) => <code.PopoverParts {...props} opened={opened} />}
    </OnDemandTrigger>
  )
}

'use client'

import { Columns3 } from 'lucide-react'
import { Button } from '../../ui/button'
import { Menu, MenuCheckbox, MenuLabel } from '../../ui/overlay/dropdown-menu'
import { type Hidden, type OptionalColumn, optionalColumns } from './table-columns'

interface ColumnMenuProps {
  hidden: Hidden
  onChange: (column: OptionalColumn, shown: boolean) => void
}

/** Chooses the columns of the list; the name and the actions always stay. Small screens show each row as a block instead. */
export function ColumnMenu({ hidden, onChange }: ColumnMenuProps) {
  const trigger = (
    <Button icon={<Columns3 aria-hidden />} className="max-md:hidden">
      Columns
    </Button>
  )
  return (
    <Menu trigger={trigger}>
      <MenuLabel>Columns</MenuLabel>
      {optionalColumns.map(({ id, label }) => (
        <MenuCheckbox key={id} checked={!hidden.has(id)} onCheckedChange={(shown) => onChange(id, shown)}>
          {label}
        </MenuCheckbox>
      ))}
    </Menu>
  )
}

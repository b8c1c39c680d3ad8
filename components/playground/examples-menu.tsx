import { ChevronDown, List } from 'lucide-react'
import type { Example } from '@/lib/model/contract/contract'
import { Button } from '../ui/button'
import { Menu, MenuItem } from '../ui/overlay/dropdown-menu'

interface ExamplesMenuProps {
  examples: Example[]
  onTake: (value: string) => void
}

/** What the contract offers to try; nothing where it offers nothing. */
export function ExamplesMenu({ examples, onTake }: ExamplesMenuProps) {
  if (examples.length === 0) return null
  return (
    <Menu
      trigger={
        <Button size="sm" icon={<List aria-hidden />}>
          Examples
          <ChevronDown aria-hidden className="size-3" />
        </Button>
      }
    >
      {examples.map((example) => (
        <MenuItem key={example.name} onSelect={() => onTake(example.value)}>
          <span className="block max-w-72 truncate">{example.name}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}

/** The row that the deploy proved the model with is an example too. */
export const withSampleRow = (examples: Example[] = [], sampleRow: string | undefined): Example[] =>
  sampleRow && !examples.some((example) => example.value === sampleRow)
    ? [...examples, { name: 'Sample row of the deploy', value: sampleRow }]
    : examples

'use client'

import { Plus, Trash2 } from 'lucide-react'
import type { Example } from '@/lib/model/contract/contract'
import { Button, IconButton } from '../../ui/button'
import { Input } from '../../ui/form/input'

interface ExamplesFieldProps {
  examples: Example[]
  problem?: string
  onChange: (examples: Example[]) => void
}

/** Inputs that the playground offers, each under a name. */
export function ExamplesField({ examples, problem, onChange }: ExamplesFieldProps) {
  const change = (index: number, part: Partial<Example>) =>
    onChange(examples.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const add = () => onChange([...examples, { name: `Example ${examples.length + 1}`, value: '' }])
  return (
    <details className="grid gap-2" open={problem !== undefined || undefined}>
      <summary className="cursor-pointer font-medium">
        Examples <span className="font-normal text-12 text-fg-3">{examples.length || 'none'}</span>
      </summary>
      <ul className="mt-2 grid gap-1.5">
        {examples.map((example, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the list
          <li key={index} className="grid grid-cols-[104px_minmax(0,1fr)_auto] items-center gap-1.5">
            <Input
              aria-label={`Name of example ${index + 1}`}
              maxLength={64}
              value={example.name}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <Input
              mono
              spellCheck={false}
              aria-label={`Input of example ${index + 1}`}
              value={example.value}
              onChange={(event) => change(index, { value: event.target.value })}
            />
            <IconButton
              label={`Remove ${example.name || `example ${index + 1}`}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => onChange(examples.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      {problem && <p className="mt-1.5 text-12 text-bad-f">{problem}</p>}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        className="mt-2"
        onClick={add}
        disabledReason={examples.length < 20 ? undefined : 'A contract holds 20 examples'}
      >
        Add an example
      </Button>
    </details>
  )
}

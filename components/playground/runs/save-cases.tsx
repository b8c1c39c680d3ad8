'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { TestCase } from '@/lib/runs/cases'
import { factsOf } from '@/lib/runs/facts'
import { hasPrediction, predictionOf, type Run } from '@/lib/runs/run'

interface SaveCasesProps {
  picked: Run[]
  output: FeatureContract['output']
  onSave: (name: string, cases: TestCase[]) => void
}

/** Keeps the chosen runs under a name, with what they answered as what is expected. */
export function SaveCases({ picked, output, onSave }: SaveCasesProps) {
  const [name, setName] = useState('')
  const cases = picked.flatMap((run) => caseOf(run, output) ?? [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) onSave(name.trim(), cases)
  }
  return (
    <form onSubmit={submit} className="flex min-w-60 flex-1 gap-2">
      <Input
        aria-label="Name of the set"
        placeholder="Name of the set"
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="flex-1"
      />
      <Button
        type="submit"
        size="sm"
        disabledReason={cases.length === 0 ? 'None of these runs was answered by a prediction' : undefined}
      >
        Save as cases
      </Button>
    </form>
  )
}

function caseOf(run: Run, output: FeatureContract['output']): TestCase | undefined {
  const expected = hasPrediction(run) ? factsOf(predictionOf(run, output)) : undefined
  return expected && expected.length > 0 ? { input: run.input, expected } : undefined
}

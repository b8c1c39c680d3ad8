'use client'

import { useFormContext } from 'react-hook-form'
import { type OpenAiContainer, openAiCalls } from '@/lib/spec/route-parts/openai'
import { Field } from '../../ui/form/field'
import { Select } from '../../ui/form/select'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

const forms: Record<OpenAiContainer, string> = {
  openai: 'OpenAI’s own: {"messages"}, {"prompt"} or {"input"}',
  generate: 'Text generation: {"inputs": text, "parameters"}',
  dialogs: 'Dialogs of JumpStart: {"inputs": [[message, …]]}',
  embed: 'Embeddings: {"inputs": [text, …]}',
}

interface OpenAiOptionsProps {
  values: DeployValues
  problems: Problems
}

/** The name of the model, and what its container takes. */
export function OpenAiOptions({ values, problems }: OpenAiOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  const { openAiContainer: container } = values
  return (
    <>
      <p className="text-12 text-fg-2">
        Callers reach {openAiCalls[container].map((call) => `/${call}`).join(', ')} and /models below the invoke URL.
        The gateway’s refusals get OpenAI’s form and statuses: a call without a valid key gets 401 instead of 403.
      </p>
      <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
        <TextField
          name="openAiModel"
          label="Name of the model"
          placeholder="llama-3-8b"
          problem={problems.openAiModel}
          hint="Callers send it as model."
        />
        <Field label="What the container takes" error={problems.openAiContainer}>
          <Select
            value={container}
            onValueChange={(next) => setValue('openAiContainer', next as OpenAiContainer)}
            options={(Object.keys(forms) as OpenAiContainer[]).map((value) => ({ value, label: forms[value] }))}
          />
        </Field>
        {container === 'openai' && (
          <TextField
            name="openAiContainerModel"
            label="Name in the container"
            aside="optional"
            placeholder="/opt/ml/model"
            problem={problems.openAiContainerModel}
            hint="vLLM refuses any other name. Empty: none is sent."
          />
        )}
      </div>
    </>
  )
}

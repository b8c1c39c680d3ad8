'use client'

import { useFormContext } from 'react-hook-form'
import { cacheSizes } from '@/lib/spec/cache'
import { Checkbox } from '../../ui/checkbox'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

interface CacheOptionsProps {
  values: DeployValues
  problems: Problems
}

/** Says whether the stage keeps answers: the one option that costs by the hour whether anybody calls or not. */
export function CacheOptions({ values, problems }: CacheOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Checkbox
        label="Keep answers at the gateway"
        hint="The same row is answered again without a call of the model. AWS bills the cache by the hour while the stage has it, called or not, and takes some minutes to make it. A retrained model is called only after an answer has expired, or after a deploy. Refusals are kept as well: if SageMaker is busy or fails once, that row fails until the time is over."
        checked={values.cached}
        onCheckedChange={(checked) => setValue('cached', checked === true)}
      />
      {problems.cached && (
        <p role="alert" className="text-12 text-bad-f">
          {problems.cached}
        </p>
      )}
      {values.cached && (
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label="Size of the cache" error={problems.cacheSize}>
            <Select
              value={values.cacheSize}
              onValueChange={(size) => setValue('cacheSize', size)}
              options={cacheSizes.map((size) => ({ value: size, label: `${size} GB` }))}
            />
          </Field>
          <TextField
            name="cacheSeconds"
            label="Kept for"
            suffix="s"
            inputMode="numeric"
            problem={problems.cacheSeconds}
          />
        </div>
      )}
    </div>
  )
}

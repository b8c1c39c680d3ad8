'use client'

import { useFormContext } from 'react-hook-form'
import { cacheSizes } from '@/lib/spec/api-parts/cache'
import { Field } from '../../ui/form/field'
import { Select } from '../../ui/form/select'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

interface CacheOptionsProps {
  values: DeployValues
  problems: Problems
}

/** How much the stage keeps and for how long: it costs by the hour whether anybody calls or not. */
export function CacheOptions({ values, problems }: CacheOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <>
      <p className="text-12 text-fg-2">
        AWS takes some minutes to make the cache. A retrained model is called only after an answer has expired, or after
        a deploy. Refusals are kept as well: if SageMaker is busy or fails once, that row fails until the time is over.
      </p>
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
    </>
  )
}

'use client'

import { useFormContext } from 'react-hook-form'
import type { RequiredTag } from '../starting-point'
import type { DeployValues } from '../values/form-values'
import { TagFields } from './tag-fields'

interface RequiredTagsProps {
  required: RequiredTag[]
  values: DeployValues
  problem?: string
}

/** The account's tags, as a part of the deploy form. */
export function RequiredTags({ required, values, problem }: RequiredTagsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <TagFields
      required={required}
      tags={values.tags}
      onChange={(tags) => setValue('tags', tags, { shouldDirty: true })}
      problem={problem}
    />
  )
}

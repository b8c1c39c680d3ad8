/** Settings of the options of the API, as each says of itself. */
import type { OptionName } from '@/lib/spec/options'
import { type OptionValues, optionForms } from '../../values/option-values'
import type { Setting } from '../setting'

export const optionSettings: (Setting & { id: OptionName })[] = optionForms.map(([id, { setting, valuesOf }]) => {
  const { control: _, help: __, ...rest } = setting
  return { ...rest, id, paths: Object.keys(valuesOf(undefined)) as (keyof OptionValues)[] }
})

import { helpAt, type OptionHelp, optionHelp } from '@/lib/guide/option-help'
import { optionForms } from './values/option-values'

const ofOptions = new Map(
  optionForms.flatMap(([, { setting, valuesOf }]) =>
    Object.keys(valuesOf(undefined)).map((field): [string, OptionHelp] => [
      field,
      helpAt(setting.help.section, setting.help.source),
    ]),
  ),
)

/** Finds the explanation of a field of the deploy form, as an option says itself or as `optionHelp` does. */
export const helpOf = (field: string): OptionHelp | undefined => ofOptions.get(field) ?? optionHelp(field)

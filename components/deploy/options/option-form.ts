/** What an option of the API says of the deploy form, in a file of its own; `../values/option-values.ts` lists them. Pure. */
import type { IntegrationKind } from '@/lib/spec/integration'
import type { OptionName, Options } from '@/lib/spec/options'

export interface OptionForm<Name extends OptionName = OptionName, Values extends object = object> {
  /** The values that the form starts with; those of an option that is off lie ready. */
  valuesOf(chosen: Options[Name]): Values
  /** Gives the spec's field, not yet checked; undefined if the option is off. */
  fieldOf(values: Values & { integrationKind: IntegrationKind }): unknown
  /** The field of the form for a problem of the spec, by its path, the longer ones first. */
  problemAt: Record<string, keyof Values>
}

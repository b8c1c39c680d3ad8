/** What an option of the API says of the deploy form, in a file of its own; `../values/option-values.ts` lists them. Pure. */

import type { OptionName, Options } from '@/lib/spec/options'
import type { IntegrationKind } from '@/lib/spec/route-parts/integration'
import type { SettingGroup } from '../settings/setting-groups'

type NameOf<Values, Type> = { [Key in keyof Values]: Values[Key] extends Type ? Key : never }[keyof Values]

/** The setting of an option under Advanced, after the other settings of its group. It holds all values of the option. */
interface OptionSetting<Values> {
  group: SettingGroup
  label: string
  /** AWS's own name of the property: `CacheClusterEnabled`. */
  property: string
  /** One line. */
  line: string
  /** The section of `docs/guide/options.md` that explains it, and the page of AWS or of the standard that the section links to. */
  help: { section: string; source: string }
  /** The input at its right: a line of text that is empty without the option, or a tick. */
  control: { text: NameOf<Values, string>; placeholder: string } | { tick: NameOf<Values, boolean> }
  /** Returns the values in words: `60 s`, `off`. Two values with the same words are the same. */
  words(values: Values): string
  applies(situation: {
    values: { integrationKind: IntegrationKind; input: { kind: string } }
    /** Somebody else made the API. */
    adopted: boolean
  }): boolean
}

export interface OptionForm<Name extends OptionName = OptionName, Values extends object = object> {
  /** The values that the form starts with; those of an option that is off lie ready. */
  valuesOf(chosen: Options[Name]): Values
  /** Gives the spec's field, not yet checked; undefined if the option is off. */
  fieldOf(values: Values & { integrationKind: IntegrationKind }): unknown
  /** The field of the form for a problem of the spec, by its path, the longer ones first. */
  problemAt: Record<string, keyof Values>
  setting: OptionSetting<Values>
}

/** The options of the API in the form: their fields, their way to the spec and back, and their settings. */

import type { OptionName, Options } from '@/lib/spec/options'
import type { IntegrationKind } from '@/lib/spec/route-parts/integration'
import { alarmsForm } from '../options/alarms'
import { cacheForm } from '../options/cache'
import { domainForm } from '../options/domain'
import { mcpForm } from '../options/mcp'
import { openAiForm } from '../options/openai'
import type { OptionForm } from '../options/option-form'
import { webAclForm } from '../options/web-acl'

/** In the order of their settings within a group. */
const forms = {
  cache: cacheForm,
  alarms: alarmsForm,
  domain: domainForm,
  webAcl: webAclForm,
  openAi: openAiForm,
  mcp: mcpForm,
} satisfies Record<OptionName, unknown>

type Whole<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/** The values of all options together. */
export type OptionValues = Whole<ReturnType<(typeof forms)[OptionName]['valuesOf']>>

/** Each gives its own fields, and reads them among all. */
export const optionForms = Object.entries(forms) as unknown as [OptionName, OptionForm<OptionName, OptionValues>][]

export const optionValuesOf = (spec: Options): OptionValues =>
  Object.assign({}, ...optionForms.map(([name, { valuesOf }]) => valuesOf(spec[name])))

export const optionFieldsOf = (values: OptionValues & { integrationKind: IntegrationKind }) =>
  Object.fromEntries(optionForms.map(([name, { fieldOf }]) => [name, fieldOf(values)])) as Record<OptionName, unknown>

/** The field of the form for a problem of the spec. */
export const optionProblemAt: Record<string, keyof OptionValues> = Object.assign(
  {},
  ...optionForms.map(([, { problemAt }]) => problemAt),
)

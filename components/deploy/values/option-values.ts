/** The options of the API in the form: their fields, and their way to the spec and back. */

import type { IntegrationKind } from '@/lib/spec/integration'
import type { OptionName, Options } from '@/lib/spec/options'
import { type AlarmValues, alarmsForm } from '../options/alarms'
import { type CacheValues, cacheForm } from '../options/cache'
import { type DomainValues, domainForm } from '../options/domain'
import { type McpValues, mcpForm } from '../options/mcp'
import { type OpenAiValues, openAiForm } from '../options/openai'
import type { OptionForm } from '../options/option-form'
import { type WebAclValues, webAclForm } from '../options/web-acl'

export interface OptionValues extends CacheValues, AlarmValues, DomainValues, WebAclValues, OpenAiValues, McpValues {}

const forms = {
  cache: cacheForm,
  alarms: alarmsForm,
  domain: domainForm,
  webAcl: webAclForm,
  openAi: openAiForm,
  mcp: mcpForm,
} satisfies Record<OptionName, unknown>

/** Each gives its own fields, and reads them among all. */
const all = Object.entries(forms) as unknown as [OptionName, OptionForm<OptionName, OptionValues>][]

export const optionValuesOf = (spec: Options): OptionValues =>
  Object.assign({}, ...all.map(([name, { valuesOf }]) => valuesOf(spec[name])))

export const optionFieldsOf = (values: OptionValues & { integrationKind: IntegrationKind }) =>
  Object.fromEntries(all.map(([name, { fieldOf }]) => [name, fieldOf(values)])) as Record<OptionName, unknown>

/** The field of the form for a problem of the spec. */
export const optionProblemAt: Record<string, keyof OptionValues> = Object.assign(
  {},
  ...all.map(([, { problemAt }]) => problemAt),
)

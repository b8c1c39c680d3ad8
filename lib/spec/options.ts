/**
 * The options of the API that are absent unless a person chooses them. Spec, stored form, history, canary and endpoint page
 * follow from this list. Its order is the order of the stored form, so a new option comes last.
 */
import type { z } from 'zod'
import { alarmsOption } from './api-parts/alarms'
import { cacheOption } from './api-parts/cache'
import { domainOption } from './api-parts/domain'
import { webAclOption } from './api-parts/web-acl'
import type { ApiOption } from './option'
import { mcpOption } from './route-parts/mcp'
import { openAiOption } from './route-parts/openai'

const options = {
  cache: cacheOption,
  alarms: alarmsOption,
  domain: domainOption,
  webAcl: webAclOption,
  openAi: openAiOption,
  mcp: mcpOption,
}

export type OptionName = keyof typeof options
type Fields = { [Name in OptionName]: z.ZodOptional<(typeof options)[Name]['schema']> }

const all = Object.entries(options) as [OptionName, ApiOption][]

/** The fields of the spec. */
export const optionFields = Object.fromEntries(
  all.map(([name, { schema }]) => [name, schema.optional()]),
) as unknown as Fields

export type Options = z.infer<z.ZodObject<typeof optionFields>>

/** Takes the options alone out of a spec. */
export const optionsOf = (spec: Options) =>
  Object.fromEntries(all.map(([name]) => [name, spec[name]])) as { [Name in OptionName]: Options[Name] }

/** Says of each option what was chosen. */
export const optionsInWords = (spec: Options): { name: OptionName; title: string; words: string; chosen: boolean }[] =>
  all.map(([name, { title, inWords }]) => ({
    name,
    title,
    words: inWords(spec[name]),
    chosen: spec[name] !== undefined,
  }))

/** Lists the options that only the owner of an adopted API can choose. */
export const ownersOptions = (spec: Options): { path: OptionName[]; message: string }[] =>
  all.flatMap(([name, { whyOwners }]) => (whyOwners && spec[name] ? [{ path: [name], message: whyOwners }] : []))

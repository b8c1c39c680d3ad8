/** The settings that the deploy sheet keeps under Advanced, what is changed among them, and the filter over them. Pure. */
import { pluralWord } from '@/lib/plural'
import type { DeployValues } from '../values/form-values'
import { integrationSettings } from './list/integration'
import { limitSettings } from './list/limits'
import { networkSettings } from './list/network'
import { optionSettings } from './list/options'
import { requestSettings } from './list/request'
import type { Setting, SettingPath } from './setting'
import { settingGroups } from './setting-groups'

const all = [...requestSettings, ...limitSettings, ...networkSettings, ...integrationSettings, ...optionSettings]

export type SettingId = (typeof all)[number]['id']

/** Group by group, with the options of the API at the end of their group. */
export const settings: (Setting & { id: SettingId })[] = settingGroups.flatMap((name) =>
  all.filter(({ group }) => group === name),
)

/** The fields of the form that the three questions hold. */
export const questionPaths: Record<'model' | 'access' | 'url', readonly SettingPath[]> = {
  model: [
    ...(['features', 'sampleRow', 'input', 'task', 'labels', 'examples'] as const),
    ...(['outputName', 'outputUnit', 'outputMin', 'outputMax', 'threshold', 'outputs'] as const),
  ],
  access: [
    ...(['accessKind', 'rateLimit', 'burstLimit', 'userPoolArn', 'scopes'] as const),
    ...(['keyHeader', 'keyRateLimit', 'keyBurstLimit', 'keyQuotaPerDay'] as const),
  ],
  url: ['stage', 'resourcePath', 'tags'],
}

/** Returns the fields that neither a question nor a setting holds. */
export function pathsWithoutPlace(values: object): string[] {
  const held = new Set<string>([...Object.values(questionPaths).flat(), ...settings.flatMap(({ paths }) => paths)])
  return Object.entries(values)
    .flatMap(([name, value]) =>
      name === 'request' || name === 'response' ? Object.keys(value).map((part) => `${name}.${part}`) : [name],
    )
    .filter((path) => !held.has(path))
}

export const changedFrom = (defaults: DeployValues, values: DeployValues, all: readonly Setting[]): Setting[] =>
  all.filter(({ words }) => words(values) !== words(defaults))

/** `14 settings at their defaults`, `2 changed, 12 at their defaults`. */
export function countWords(changed: number, total: number): string {
  const rest = total - changed
  const atDefault = `at ${pluralWord(rest, 'its default', 'their defaults')}`
  if (changed === 0) return `${rest} ${pluralWord(rest, 'setting')} ${atDefault}`
  return rest === 0 ? `${changed} changed` : `${changed} changed, ${rest} ${atDefault}`
}

/** Says whether the label, the line or AWS's name holds the text. */
export function matches({ label, line, property }: Setting, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [label, line, property].some((text) => text.toLowerCase().includes(wanted))
}

/** Cuts a text at each match, so that every second part is one. */
export function cutAt(text: string, query: string): string[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return [text]
  const parts: string[] = []
  const folded = text.toLowerCase()
  let from = 0
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length))
    from = at + wanted.length
  }
  return [...parts, text.slice(from)]
}

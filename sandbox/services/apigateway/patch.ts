/**
 * Patch operations: a restricted JSON Patch, in which each resource says which paths can be added, replaced, removed.
 * https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
import { badRequest, notFound } from './errors'
import { text } from './input'

export type Op = 'add' | 'remove' | 'move' | 'test' | 'replace' | 'copy'

export interface Patch {
  op: Op
  path: string
  /** Between the slashes, still escaped. */
  segments: string[]
  value?: string
  /** Says what a copy takes. */
  from?: string
}

/**
 * A value that is no boolean is false, and is not refused: localstack's AWS-recorded `test_update_method_validation`
 * (`wrong-value-type`) and `test_request_validator_lifecycle` (a replacement without a value).
 */
export const flagOf = (value: string | undefined): boolean => value?.toLowerCase() === 'true'

/** `~1` is a slash and `~0` a tilde. */
export const unescapePath = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~')

export function readPatches(input: { patchOperations?: unknown }): Patch[] {
  const list: unknown[] = Array.isArray(input.patchOperations) ? input.patchOperations : []
  const patches = list as { op?: unknown; path?: unknown; value?: unknown; from?: unknown }[]
  return patches.map(({ op, path, value, from }) => {
    if (typeof path !== 'string') throw badRequest('Invalid patch path null')
    return {
      op: op as Op,
      path,
      segments: path.replace(/^\//, '').split('/'),
      value: text(value),
      from: text(from),
    }
  })
}

export interface Rule<T> {
  ops: Op[]
  /** Changes the target's own members and never what they hold: a refused list of patches changes nothing. */
  apply(target: T, patch: Patch, key: string): void
}

/** Rules by path; `/requestParameters/*` takes any one segment, which arrives unescaped as the key. */
export function applyPatches<T extends object>(
  target: T,
  patches: Patch[],
  rules: Record<string, Rule<T>>,
  wrongOp: (patch: Patch, allowed: Op[]) => string = (_, allowed) =>
    `Invalid patch operation specified. Must be one of: [${allowed.join(', ')}]`,
): void {
  const draft = { ...target }
  for (const patch of patches) {
    const [head = '', key] = patch.segments
    const rule = rules[patch.path] ?? (patch.segments.length === 2 ? rules[`/${head}/*`] : undefined)
    if (!rule) throw badRequest(`Invalid patch path ${patch.path}`)
    if (!rule.ops.includes(patch.op)) throw badRequest(wrongOp(patch, rule.ops))
    rule.apply(draft, patch, unescapePath(key ?? ''))
  }
  Object.assign(target, draft)
}

export const replaced = <T>(set: (target: T, value: string | undefined) => void): Rule<T> => ({
  ops: ['replace'],
  apply: (target, patch) => set(target, patch.value),
})

/** A member that is a map: its entries are added, replaced and removed, and the map goes with its last entry. */
export const mapEntry = <T, V>(
  member: (target: T) => Record<string, V> | undefined,
  set: (target: T, map: Record<string, V> | undefined) => void,
  parse: (value: string, key: string, target: T) => V,
  absent: string,
): Rule<T> => ({
  ops: ['add', 'replace', 'remove'],
  apply(target, patch, key) {
    const map = { ...member(target) }
    if (patch.op !== 'add' && !(key in map)) throw notFound(absent)
    if (patch.op === 'remove') delete map[key]
    else map[key] = parse(patch.value ?? '', key, target)
    set(target, Object.keys(map).length > 0 ? map : undefined)
  },
})

/** Resources that take nothing but `replace` word their refusals differently. */
export function applyReplacements<T extends object>(
  target: T,
  patches: Patch[],
  setters: Record<string, (target: T, value: string) => void>,
): void {
  const draft = { ...target }
  for (const { op, path, value } of patches) {
    if (op !== 'replace')
      throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'. Please choose supported operations`)
    const set = setters[path]
    if (!set)
      throw badRequest(
        `Invalid patch path  '${path}' specified for op 'replace'. Must be one of: [${Object.keys(setters).join(', ')}]`,
      )
    set(draft, value ?? '')
  }
  Object.assign(target, draft)
}

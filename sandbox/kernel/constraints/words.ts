/** Says what an input breaks, in the words of the framework behind most of AWS's services. */
import type { Broken, Violation } from './violations'

/** `ProductionVariants`, `1`, `VariantName` → `productionVariants.1.member.variantName`. */
export const pathOf = (at: string[]): string =>
  at.map((part) => (/^\d+$/.test(part) ? `${part}.member` : `${part[0]?.toLowerCase()}${part.slice(1)}`)).join('.')

/** `Value 'x' at 'roleName' failed to satisfy constraint: Member must …`; without the value if it is a secret. */
export function wordsOf({ value, isSensitive, broken }: Violation, path: string): string {
  const shown = value === null ? ' null' : isSensitive || Buffer.isBuffer(value) ? '' : ` '${textOf(value)}'`
  return `Value${shown} at '${path}' failed to satisfy constraint: ${ruleOf(broken)}`
}

export const detected = (errors: string[]): string =>
  `${errors.length} validation error${errors.length === 1 ? '' : 's'} detected: ${errors.join('; ')}`

function ruleOf(broken: Broken): string {
  switch (broken.kind) {
    case 'null':
      return 'Member must not be null'
    case 'min-length':
      return `Member must have length greater than or equal to ${broken.limit}`
    case 'max-length':
      return `Member must have length less than or equal to ${broken.limit}`
    case 'min':
      return `Member must have value greater than or equal to ${broken.limit}`
    case 'max':
      return `Member must have value less than or equal to ${broken.limit}`
    case 'pattern':
      return `Member must satisfy regular expression pattern: ${broken.pattern}`
    case 'enum':
      return `Member must satisfy enum value set: [${broken.values.join(', ')}]`
    // https://github.com/SWO-GS/auto-tag/issues/77
    case 'elements':
      return `Member must satisfy constraint: [${broken.all.map(ruleOf).join(', ')}]`
    case 'keys':
      return `Map keys must satisfy constraint: [${broken.all.map(ruleOf).join(', ')}]`
    case 'values':
      return `Map value must satisfy constraint: [${broken.all.map(ruleOf).join(', ')}]`
    case 'type':
      return `Member must be a ${broken.wanted}`
  }
}

/** Writes lists and maps like Java. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, one]) => `${key}=${textOf(one)}`)
      .join(', ')}}`
  return String(value)
}

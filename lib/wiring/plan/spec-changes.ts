/** What differs between two specs, field by field, as a person reads it. Pure. */

import { inList } from '../../model/contract/in-list'
import { type FlatSpec, flatSpec } from '../../spec/flat-spec'
import { integrationInWords } from '../../spec/integration'
import { optionsInWords } from '../../spec/options'
import type { WiringSpec } from '../../spec/spec'
import { fieldChanges } from '../state/field-changes'
import type { FieldChange } from '../state/plan'

export const specChanges = (from: WiringSpec, to: WiringSpec): FieldChange[] =>
  fieldChanges(wordsOf(flatSpec(from)), wordsOf(flatSpec(to)))

/** `throttle.rateLimit` → `50`; a feature by its name: `contract.sepal_length` → `number, cm`. */
function wordsOf({
  schema: _,
  contract,
  corsOrigins,
  role,
  throttle,
  access,
  allowedIps,
  request,
  response,
  integration,
  ...scalars
}: FlatSpec): Record<string, string> {
  return {
    ...Object.fromEntries(
      Object.entries(scalars).map(([field, value]) => [
        field,
        typeof value === 'object' ? inWords(value) : `${value ?? ''}`,
      ]),
    ),
    'throttle.rateLimit': `${throttle.rateLimit}`,
    'throttle.burstLimit': `${throttle.burstLimit}`,
    ...Object.fromEntries(Object.entries(request).map(([field, value]) => [`request.${field}`, `${value}`])),
    'response.form': response.form,
    integration: integrationInWords(integration),
    ...Object.fromEntries(optionsInWords(scalars).map(({ name, words }) => [name, words])),
    access: accessInWords(access),
    allowedIps: allowedIps.join(', '),
    corsOrigins: corsOrigins.join(', '),
    role: role.kind === 'create' ? "Portico's own" : role.arn,
    'contract.order': contract.features.map((feature) => inList(feature.name)).join(', '),
    ...Object.fromEntries(contract.features.map(({ name, ...rest }) => [`contract.${name}`, inWords(rest)])),
    'contract.output': contract.output ? inWords(contract.output) : '',
  }
}

/** `open`; `key, rateLimit 10, burstLimit 20`. */
const accessInWords = ({ kind, ...rest }: WiringSpec['access']): string =>
  [kind, inWords(rest)].filter(Boolean).join(', ')

/** `type number, unit cm`, in the order of the keys. */
const inWords = (value: object): string =>
  Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => `${key} ${typeof one === 'object' ? JSON.stringify(one) : one}`)
    .join(', ')

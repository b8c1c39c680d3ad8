/**
 * A canary: a percentage of the traffic for a new version, by the two weights of the alias: the API and its permission stay as
 * they are,
 * and callers see one URL. The percentage is kept in the alias alone; promoting is a deploy of the new version's spec, going back
 * one of the live version's. Lambda draws the version of each call at random, so few calls can split unevenly.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */

import { uncapitalized } from '../../first-letter'
import { optionsInWords } from '../../spec/options'
import { apiFieldsOf } from '../openapi/fields'
import { limitsInWords } from '../resources/keys/plan'
import { handoverPolicy } from '../resources/role/policy'
import { type Desired, type DesiredWithFunction, hasFunction } from '../state/desired'
import { fieldChanges } from '../state/field-changes'
import type { Observed } from '../state/observed'
import type { Plan } from '../state/plan'

/** What is live, with `next` beside it: the role can do what either needs. */
export const withCanary = (live: Desired, next: DesiredWithFunction, percent: number): Desired => ({
  ...live,
  role:
    live.role.kind === 'create' && next.role.kind === 'create'
      ? { ...live.role, policy: handoverPolicy(live.role.policy, next.role.policy) }
      : live.role,
  canary: { percent, route: next.route, function: next.function },
})

/** Whole percents that leave calls to both: what the console requests, so a weight beyond was set by hand. */
export const isPercent = (percent: number): boolean => percent >= 1 && percent <= 99

/** Says why the traffic cannot be split between the two. */
export function canaryBlockers(live: Desired, next: Desired, observed: Observed): Plan['blockers'] {
  if (!hasFunction(live) || !hasFunction(next)) {
    return [
      {
        resource: 'Canary',
        message: 'Lambda splits traffic between two versions of a function, and this API has no function.',
        remedy: 'Deploy for all callers at once, or through a Lambda function.',
      },
    ]
  }
  const resource = `Alias of ${live.function.name}`
  const shared = sharedFields(live, next)
  if (!observed.alias?.live || !observed.api) {
    return [
      {
        resource,
        message: 'There is no live version to split the traffic with.',
        remedy: 'Deploy for all callers first.',
      },
    ]
  }
  if (shared.length > 0) {
    return [
      {
        resource,
        message: `Both versions answer through one API, and this changes it: ${shared.join(', ')}.`,
        remedy:
          'Change only what the function does (its endpoint or target, memory, deadline), or deploy for all callers at once.',
      },
    ]
  }
  if (next.function.codeSha256 === live.function.codeSha256) {
    return [
      { resource, message: 'Nothing differs from what is live.', remedy: 'Choose another endpoint, or other options.' },
    ]
  }
  return []
}

/** What the two versions have in common because they stand behind one URL. */
function sharedFields(live: DesiredWithFunction, next: DesiredWithFunction): string[] {
  const fieldsOf = ({
    spec,
    route,
    api,
    stage,
    keys,
    logGroup,
    accessLog,
    function: { settings },
  }: DesiredWithFunction): Record<string, string> => ({
    ...apiFieldsOf(api.definition),
    stage: stage.name,
    'stage rate': String(stage.rateLimit),
    'stage burst': String(stage.burstLimit),
    'limits of a key': keys ? limitsInWords(keys) : '',
    'log retention': String(logGroup.retentionDays),
    'access log': accessLog ? 'on' : 'off',
    ...Object.fromEntries(optionsInWords(spec).map(({ title, words }) => [uncapitalized(title), words])),
    tags: JSON.stringify(Object.entries(spec.tags ?? {}).sort()),
    // A job is requested at the same URL, so either version has to find it.
    'place of requests': route.target?.kind === 'async' ? route.target.input : '',
    // Both versions of a weighted alias must have the same execution role.
    'execution role': settings.roleArn,
  })
  const named = fieldChanges(fieldsOf(live), fieldsOf(next)).map(({ field }) => field)
  return named.length > 0 || live.api.definitionHash === next.api.definitionHash ? named : ["the contract's model"]
}

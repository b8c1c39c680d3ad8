import { describe, expect, it } from 'vitest'
import type { ObservedFunction, QualifiedPermissions } from '../../../aws/types'
import type { Observed } from '../../state/observed'
import { functionNotes, functionUnchecked } from './plan'

const read = (more: Partial<QualifiedPermissions> = {}): QualifiedPermissions => ({
  byQualifier: [],
  denied: [],
  unread: 0,
  ...more,
})
const observed = (more: Partial<Observed> = {}): Observed => ({
  function: {} as ObservedFunction,
  permissions: [],
  functionUrls: [],
  versionPermissions: read(),
  aliasPermissions: read(),
  apis: [],
  usagePlans: [],
  sharePlans: [],
  apiKeys: [],
  ...more,
})

describe('what of a function was not looked at', () => {
  it.each<[Partial<Observed>, string[]]>([
    [{}, []],
    [{ versionPermissions: read({ unread: 1 }) }, ['permissions on 1 older version are not checked']],
    [{ versionPermissions: read({ unread: 2 }) }, ['permissions on 2 older versions are not checked']],
  ])('%j is noted', (more, notes) => expect(functionNotes(observed(more))).toEqual(notes))

  it.each<[string, Partial<Observed>, string[]]>([
    ['nothing', {}, []],
    ['a function that is not there', { function: undefined, aliasPermissions: undefined }, []],
    [
      'a list of aliases',
      { aliasPermissions: undefined },
      [
        'permissions on other aliases are not checked, because the console is not allowed to call lambda:ListAliases on f',
      ],
    ],
    [
      'the policies of aliases',
      { aliasPermissions: read({ denied: ['next', 'old'] }) },
      [
        'permissions on other aliases are not checked, because the console is not allowed to call lambda:GetPolicy on f:next',
      ],
    ],
    ['one alias of many', { aliasPermissions: read({ unread: 1 }) }, ['permissions on 1 more alias are not checked']],
    ['aliases of many', { aliasPermissions: read({ unread: 3 }) }, ['permissions on 3 more aliases are not checked']],
    [
      'the policies of versions',
      { versionPermissions: read({ denied: ['7'] }) },
      ['permissions on versions are not checked, because the console is not allowed to call lambda:GetPolicy on f:7'],
    ],
  ])('%s is named if it cannot be read', (_, more, said) => {
    expect(functionUnchecked(observed(more), 'f')).toEqual(said)
  })
})

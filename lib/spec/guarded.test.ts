import { describe, expect, it } from 'vitest'
import { type GuardRails, guardRailsSchema } from '../guard-rails'
import type { Access } from './api-parts/access'
import { chosenTagsSchema } from './api-parts/chosen-tags'
import { type Exposure, guardRailProblems, startingAccess, startingTags } from './guarded'

const cheapRows: Exposure = { onInstances: true, hour: 0.115 }
const usual = { rateLimit: 50, burstLimit: 100 }

describe('what a deploy is refused for', () => {
  const key: Access = { kind: 'key', rateLimit: 10, burstLimit: 20 }
  const messages = (access: Access, rails: GuardRails | undefined, throttle = usual, region = 'eu-west-1') =>
    guardRailProblems({ access, throttle }, region, rails).map(({ message }) => message)

  it('is nothing without guard rails', () => expect(messages({ kind: 'open' }, undefined)).toEqual([]))

  it.each<[string, Access, GuardRails, string[]]>([
    [
      'a way in that is not allowed',
      { kind: 'open' },
      { access: { allowed: ['key', 'iam'] } },
      ['This account does not allow “Open to anyone”.'],
    ],
    ['one that is', key, { access: { allowed: ['key'] } }, []],
    [
      'a rate over the greatest one',
      key,
      { maxRate: 20, maxBurst: 100 },
      ['This account allows at most 20 requests a second, and not 50.'],
    ],
    ['the greatest rate itself', key, { maxRate: 50 }, []],
    [
      'a burst over the greatest one',
      key,
      { maxRate: 50, maxBurst: 30 },
      ['This account allows at most 30 requests at once, and not 100.'],
    ],
    ['a region', key, { regions: ['us-east-1'] }, ['This account allows no public APIs in eu-west-1.']],
  ])('%s', (_, access, rails, expected) => expect(messages(access, rails)).toEqual(expected))

  it('says all at once, each with what to do', () => {
    const rails: GuardRails = { access: { allowed: ['iam', 'key'] }, maxRate: 1, regions: ['us-east-1'] }
    expect(guardRailProblems({ access: { kind: 'open' }, throttle: usual }, 'eu-west-1', rails)).toEqual([
      {
        message: 'This account allows no public APIs in eu-west-1.',
        remedy: 'Deploy in us-east-1, or ask an admin of this console to allow eu-west-1.',
      },
      {
        message: 'This account does not allow “Open to anyone”.',
        remedy: 'Choose who can call it: signed with AWS credentials or with an API key.',
      },
      {
        message: 'This account allows at most 1 request a second, and not 50.',
        remedy: 'Set the rate to 1 or less, or ask an admin of this console to raise the limit.',
      },
      {
        message: 'This account allows at most 2 requests at once, and not 100.',
        remedy: 'Set the burst to 2 or less, or ask an admin of this console to raise the limit.',
      },
    ])
  })

  it('leaves what the owner of an adopted URL set, and refuses a greater rate', () => {
    const adopted = { restApiId: 'a1', method: 'ANY', uri: 'arn:aws:apigateway:x', options: false } as const
    const rails: GuardRails = { access: { allowed: ['key'] }, maxRate: 1 }
    const problems = (now?: typeof usual) =>
      guardRailProblems({ access: { kind: 'open' }, throttle: usual, adopted }, 'eu-west-1', rails, now)
    expect([...problems(), ...problems(usual)]).toEqual([])
    expect(problems({ ...usual, rateLimit: 40 }).map(({ message }) => message)).toEqual([
      'This account allows at most 1 request a second, and not 50.',
    ])
    expect(problems({ ...usual, burstLimit: 40 }).map(({ message }) => message)).toEqual([
      'This account allows at most 2 requests at once, and not 100.',
    ])
  })

  it('takes no two tags whose keys differ by case alone, which IAM refuses', () => {
    expect(chosenTagsSchema.safeParse({ owner: 'ana', Team: 'ml' }).success).toBe(true)
    expect(chosenTagsSchema.safeParse({ owner: 'ana', Owner: 'bo' }).error?.issues[0]?.message).toMatch(/Each key once/)
    expect(guardRailsSchema.safeParse({ tags: [{ key: 'owner' }, { key: 'Owner' }] }).success).toBe(false)
  })

  it('requires the tags of the account, with a value that it allows', () => {
    const rails: GuardRails = { tags: [{ key: 'owner' }, { key: 'cost-centre', values: ['ml', 'research'] }] }
    const problems = (tags?: Record<string, string>) =>
      guardRailProblems({ access: { kind: 'open' }, throttle: usual, tags }, 'eu-west-1', rails).map(
        ({ message, remedy }) => `${message} ${remedy}`,
      )
    expect(problems()).toEqual([
      'This account requires the tag “owner”. Enter a value for “owner”.',
      'This account requires the tag “cost-centre”. Choose ml or research for “cost-centre”.',
    ])
    expect(problems({ owner: 'ana', 'cost-centre': 'ML' })).toEqual([
      'This account does not allow “ML” for the tag “cost-centre”. Choose ml or research for “cost-centre”.',
    ])
    expect(problems({ owner: 'ana', 'cost-centre': 'ml', more: 'x' })).toEqual([])
    expect(startingTags(rails)).toBeUndefined()
    expect(startingTags({ tags: [{ key: 'owner' }, { key: 'cost-centre', values: ['ml'] }] })).toEqual({
      'cost-centre': 'ml',
    })
  })
})

describe('what a first deploy starts with', () => {
  it.each<[string, Exposure, GuardRails | undefined, string, string]>([
    ['cheap rows', cheapRows, undefined, 'open 10', 'as it takes rows on instances of $0.12 an hour'],
    ['rows at the edge', { onInstances: true, hour: 1 }, undefined, 'key 50', 'as its instances cost $1.00 an hour'],
    [
      'rows of no known price',
      { onInstances: true },
      undefined,
      'key 50',
      'as the price of its instances is not known',
    ],
    ['serverless rows', { onInstances: false }, undefined, 'key 50', 'as each call of a serverless endpoint costs'],
    ['chat', { ...cheapRows, takes: 'Chat messages' }, undefined, 'key 50', 'as the model takes chat messages'],
    ['who knows', { ...cheapRows, unsure: true }, undefined, 'key 50', 'as it is not sure what the model takes'],
    ['a default', cheapRows, { access: { default: 'iam' } }, 'iam 50', 'as this account starts with'],
    [
      'a default that is open',
      { onInstances: false },
      { access: { default: 'open' } },
      'open 10',
      'as this account starts with',
    ],
    ['keys alone', cheapRows, { access: { allowed: ['cognito', 'key'] } }, 'key 50', 'as this account allows'],
    [
      'pools alone',
      cheapRows,
      { access: { allowed: ['cognito'] } },
      'open 10',
      'as it takes rows on instances of $0.12 an hour',
    ],
    ['a slow account', cheapRows, { maxRate: 2 }, 'open 2', 'as it takes rows on instances of $0.12 an hour'],
  ])('%s', (_, exposure, rails, expected, reason) => {
    const start = startingAccess(exposure, { throttle: usual }, rails)
    expect(`${start.access.kind} ${start.throttle.rateLimit}`).toBe(expected)
    expect(start.reason).toBe(reason)
  })

  it('gives a key no more than the account allows', () => {
    const { access } = startingAccess({ onInstances: false }, { throttle: usual }, { maxRate: 3 })
    expect(access).toEqual({ kind: 'key', rateLimit: 3, burstLimit: 6, quotaPerDay: 10_000 })
  })
})

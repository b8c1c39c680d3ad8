/**
 * What Lambda refuses in names, qualifiers, function URLs and updates, as recorded from AWS (docs/aws-facts-compared.md).
 * A name is checked before the function is looked for, so nothing but one function has to exist.
 */
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestAccount } from '../testing/account'
import { functionZip } from '../testing/function-zip'
import { countFacts, itRefuses, type Refused, recordedAccount, refusalOf, refused } from '../testing/recorded'
import { retried, until } from '../testing/wait'

const ZipFile = functionZip('export const handler = async (event) => event')
const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const FunctionName = 'recorded'

let account: TestAccount
let Role = ''
const prefix = () => `arn:aws:lambda:${account.region}:${account.accountId}:function`

beforeAll(async () => {
  account = await recordedAccount()
  const role = await account.iam.send(new iam.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }))
  Role = role.Role?.Arn ?? ''
  await retried(() => account.lambda.send(create(FunctionName)), /role/)
  await until(
    () => account.lambda.send(new lambda.GetFunctionConfigurationCommand({ FunctionName })),
    ({ State }) => State === 'Active',
  )
  await account.lambda.send(new lambda.PublishVersionCommand({ FunctionName }))
  await account.lambda.send(new lambda.CreateAliasCommand({ FunctionName, Name: 'urlalias', FunctionVersion: '1' }))
})
afterAll(() => account.close())

const create = (name: string) =>
  new lambda.CreateFunctionCommand({
    FunctionName: name,
    Role,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile },
  })
const send = (command: object) => account.lambda.send(command as lambda.GetFunctionCommand)

type Named = { FunctionName: string; Qualifier?: string }
const reads = {
  get_function: (input: Named) => new lambda.GetFunctionCommand(input),
  delete_function: (input: Named) => new lambda.DeleteFunctionCommand(input),
  invoke: (input: Named) => new lambda.InvokeCommand(input),
}
const readNames = Object.keys(reads) as (keyof typeof reads)[]

const place =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?'
const namePattern = `satisfy regular expression pattern: ${place}([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`
const newNamePattern = `satisfy regular expression pattern: ${place}([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`
const qualifierPattern = 'satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+'
const urlPattern = 'satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)'
const atMost = (length: number) => `have length less than or equal to ${length}`
const broken = (value: string, member: string, constraint: string) =>
  `Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`
/** The record has the errors of one call sorted, so their order is none of the fact. */
const errors = (...parts: string[]) => {
  const all = parts.map((part) => `(?=.*${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(;|$))`)
  return new RegExp(`^${parts.length} validation errors? detected: ${all.join('')}`)
}

const long = (length: number) => 'a'.repeat(length)
const ofRegion = (rest: string) => `${prefix().replace(account.region, 'invalid-region')}:${rest}`

describe('names that no call takes', () => {
  const facts: [record: string, name: () => string][] = [
    ['function_name_is_single_invalid', () => '*'],
    ['invalid_characters_in_function_name', () => 'my-function!'],
    ['invalid_account_id_in_partial_arn', () => 'invalid-account:function:my-function'],
    ['invalid_region_in_arn', () => ofRegion('my-function')],
    ['non_lambda_arn', () => `arn:aws:ec2:${account.region}:${account.accountId}:instance:i-1234567890abcdef0`],
    ['full_arn_with_multiple_qualifiers', () => `${prefix()}:my-function:1:2`],
    ['partial_arn_with_extra_qualifier', () => 'function:my-function:$LATEST:extra'],
    ['missing_region_in_arn', () => `arn:aws:lambda::${account.accountId}:function:my-function`],
    ['missing_account_id_in_arn', () => `arn:aws:lambda:${account.region}::function:my-function`],
    ['misspelled_latest_in_arn', () => `${prefix()}:my-function:$LATES`],
  ]
  const rows = facts.flatMap(([record, name]): Refused[] =>
    [...readNames, 'create_function' as const].map((operation) => [
      `test_function_name_and_qualifier_validation[${record}-${operation}]`,
      () => send(operation === 'create_function' ? create(name()) : reads[operation]({ FunctionName: name() })),
      'ValidationException',
      400,
      () => errors(broken(name(), 'functionName', operation === 'create_function' ? newNamePattern : namePattern)),
    ]),
  )
  it.each(rows)('%s', async (_, call, name, status, message) => {
    expect(await refusalOf(call)).toEqual(refused(name, status, message()))
  })
})

describe('names, qualifiers and lengths', () => {
  type Row = [record: string, input: () => object, name: string, status: number, message: () => string | RegExp]
  const invalid = (record: string, input: () => object, message: () => RegExp): Row => [
    record,
    input,
    'ValidationException',
    400,
    message,
  ]
  const notFound = (record: string, input: () => object, what: string): Row => [
    record,
    input,
    'ResourceNotFoundException',
    404,
    () => `Function not found: ${prefix()}:${what}`,
  ]
  const onReads = (rows: (read: (input: Named) => object, operation: string) => Row[]) =>
    readNames.flatMap((operation) => rows(reads[operation], operation))
  const regional = (name: string) => ofRegion(name)
  const facts: Row[] = [
    ...onReads((read, operation) => [
      invalid(
        `[invalid_characters_in_qualifier-${operation}]`,
        () => read({ FunctionName: 'my-function', Qualifier: 'invalid!' }),
        () => errors(broken('invalid!', 'qualifier', qualifierPattern)),
      ),
      invalid(
        `[qualifier_too_long-${operation}]`,
        () => read({ FunctionName: 'my-function', Qualifier: long(129) }),
        () => errors(broken(long(129), 'qualifier', atMost(128))),
      ),
      invalid(
        `[function_name_too_long_and_invalid_region-${operation}]`,
        () => read({ FunctionName: regional(`my-function${long(170)}`) }),
        () => errors(broken(regional(`my-function${long(170)}`), 'functionName', namePattern)),
      ),
      invalid(
        `[full_arn_and_qualifier_too_long_and_invalid_region-${operation}]`,
        () => read({ FunctionName: regional(`my-function-${long(170)}`), Qualifier: long(129) }),
        () =>
          errors(
            broken(regional(`my-function-${long(170)}`), 'functionName', namePattern),
            broken(long(129), 'qualifier', atMost(128)),
          ),
      ),
      [
        `[latest_version_with_additional_qualifier-${operation}]`,
        () => read({ FunctionName: `${prefix()}:my-function:$LATEST`, Qualifier: '1' }),
        'InvalidParameterValueException',
        400,
        () => 'The derived qualifier from the function name does not match the specified qualifier.',
      ],
      notFound(
        `[function_name_too_long-${operation}]`,
        () => read({ FunctionName: long(65) }),
        operation === 'invoke' ? `${long(65)}:$LATEST` : long(65),
      ),
      notFound(
        `[incomplete_arn-${operation}]`,
        () => read({ FunctionName: prefix() }),
        operation === 'invoke' ? 'function:$LATEST' : 'function',
      ),
      notFound(
        `[lowercase_latest_qualifier-${operation}]`,
        () => read({ FunctionName: `${prefix()}:my-function`, Qualifier: '$latest' }),
        operation === 'delete_function' ? 'my-function' : 'my-function:$latest',
      ),
    ]),
    ...(['get_function', 'invoke'] as const).map((operation) =>
      notFound(
        `[function_name_and_qualifier_too_long-${operation}]`,
        () => reads[operation]({ FunctionName: 'my-function', Qualifier: long(65) }),
        `my-function:${long(65)}`,
      ),
    ),
    [
      '[function_name_and_qualifier_too_long-delete_function]',
      () => reads.delete_function({ FunctionName: 'my-function', Qualifier: long(65) }),
      'InvalidParameterValueException',
      400,
      () => 'Deletion of aliases is not currently supported.',
    ],
    [
      '[function_name_too_long-create_function]',
      () => create(long(65)),
      'InvalidParameterValueException',
      400,
      () => new RegExp(`${broken(long(65), 'functionName', atMost(64))}$`),
    ],
    invalid(
      '[invalid_characters_in_qualifier-create_function]',
      () => create('my-function:invalid!'),
      () => errors(broken('my-function:invalid!', 'functionName', newNamePattern)),
    ),
    invalid(
      '[qualifier_too_long-create_function]',
      () => create(`my-function:${long(129)}`),
      () => errors(broken(`my-function:${long(129)}`, 'functionName', atMost(140))),
    ),
    invalid(
      '[latest_version_with_additional_qualifier-create_function]',
      () => create(`${prefix()}:my-function:$LATEST:1`),
      () => errors(broken(`${prefix()}:my-function:$LATEST:1`, 'functionName', newNamePattern)),
    ),
    invalid(
      '[lowercase_latest_qualifier-create_function]',
      () => create(`${prefix()}:my-function:$latest`),
      () => errors(broken(`${prefix()}:my-function:$latest`, 'functionName', newNamePattern)),
    ),
    ...[`my-function${long(170)}`, `my-function-${long(170)}:${long(129)}`].map((name, at) =>
      invalid(
        `[${at ? 'full_arn_and_qualifier' : 'function_name'}_too_long_and_invalid_region-create_function]`,
        () => create(regional(name)),
        () =>
          errors(
            broken(regional(name), 'functionName', atMost(140)),
            broken(regional(name), 'functionName', newNamePattern),
          ),
      ),
    ),
  ]
  it.each(facts)('test_function_name_and_qualifier_validation%s', async (_, input, name, status, message) => {
    expect(await refusalOf(() => send(input()))).toEqual(refused(name, status, message()))
  })
})

describe('function URLs', () => {
  const urls = {
    create: (input: Named) => new lambda.CreateFunctionUrlConfigCommand({ ...input, AuthType: 'NONE' }),
    delete: (input: Named) => new lambda.DeleteFunctionUrlConfigCommand(input),
  }
  const gone = { create: 'Function does not exist', delete: 'The resource you requested does not exist.' }
  const facts = (['create', 'delete'] as const).flatMap((verb): Refused[] => {
    const call = (input: () => Named) => () => send(urls[verb](input()))
    const absent = (record: string, input: () => Named): Refused => [
      `${verb}_function_url_config_${record}`,
      call(input),
      'ResourceNotFoundException',
      404,
      () => gone[verb],
    ]
    const unqualified = (record: string, name: string, Qualifier: string): Refused => [
      `${verb}_function_url_config_${record}`,
      call(() => ({ FunctionName: name, Qualifier })),
      'ValidationException',
      400,
      () => `1 validation error detected: ${broken(Qualifier, 'qualifier', urlPattern)}`,
    ]
    return [
      absent('name_doesnotexist', () => ({ FunctionName: 'doesnotexist' })),
      absent('arn_doesnotexist', () => ({ FunctionName: `${prefix()}:doesnotexist` })),
      unqualified('name_doesnotexist_qualifier', 'doesnotexist', '1'),
      unqualified('qualifier_version', FunctionName, '1'),
      unqualified('qualifier_version_doesnotexist', FunctionName, '2'),
      absent('qualifier_alias_doesnotexist', () => ({ FunctionName, Qualifier: 'v1' })),
      unqualified('qualifier_latest', FunctionName, '$LATEST'),
    ]
  })
  const more: Refused[] = [
    [
      'create_function_url_config_qualifier_alias_doesnotmatch_arn',
      () => send(urls.create({ FunctionName: `${FunctionName}:urlalias-doesnotmatch`, Qualifier: 'urlalias' })),
      'InvalidParameterValueException',
      400,
      () => 'The derived qualifier from the function name does not match the specified qualifier.',
    ],
    [
      'delete_function_url_config_config_doesnotexist',
      () => send(urls.delete({ FunctionName })),
      'ResourceNotFoundException',
      404,
      () => gone.delete,
    ],
  ]
  it.each([...facts, ...more])('test_url_config_exceptions %s', async (_, call, name, status, message) => {
    expect(await refusalOf(call)).toEqual(refused(name, status, message()))
  })
})

describe('updates', () => {
  const update = (more: object) => () => send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, ...more }))
  const runtime = (name: string): [() => Promise<unknown>, string, number, () => RegExp] => [
    update({ Runtime: name }),
    'InvalidParameterValueException',
    400,
    () =>
      new RegExp(
        `^Value ${name} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: \\[.+\\] or be a valid ARN$`,
      ),
  ]
  const facts: Refused[] = [
    [
      'invalid_role_arn_exc',
      update({ Role: 'r1' }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ],
    ['invalid_runtime_exc', ...runtime('non-existent-runtime')],
    ['uppercase_runtime_exc', ...runtime('PYTHON3.9')],
  ]
  itRefuses(facts, 'test_update_lambda_exceptions')
})

countFacts()

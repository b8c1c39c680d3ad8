/**
 * Addresses of a function's own, of its `$LATEST` or of an alias. Calls to them are not served here.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
import { randomBytes } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import type { Call, Operation } from '../../kernel/types'
import { conflict, readName } from './find'
import { page } from './functions'
import { type FunctionUrl, type LambdaFunction, lambdaState } from './state'

function found(input: { FunctionName?: unknown; Qualifier?: unknown }, call: Call) {
  const wanted = readName(input.FunctionName, input.Qualifier)
  const key = wanted.qualifier ?? ''
  const one = lambdaState(call.world, call).functions.get(wanted.name)
  return { one: one && (!key || one.aliases.has(key)) ? one : undefined, key }
}

const absent = (message: string) => new AwsError('ResourceNotFoundException', message, 404, { Type: 'User' })
const noFunction = () => absent('Function does not exist')

const date = (time: number) => new Date(time).toISOString()

const view = (one: LambdaFunction, key: string, url: FunctionUrl, { region }: Call) => ({
  FunctionUrl: `https://${url.id}.lambda-url.${region}.on.aws/`,
  FunctionArn: key ? `${one.arn}:${key}` : one.arn,
  AuthType: url.authType,
  CreationTime: date(url.createdAt),
})

export const urlOperations: Record<string, Operation> = {
  CreateFunctionUrlConfig: (input, call) => {
    const { one, key } = found(input, call)
    if (!one) throw noFunction()
    if (one.urls.has(key))
      throw conflict(
        `Failed to create function url config for [functionArn = ${one.arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      )
    const url: FunctionUrl = { id: randomBytes(16).toString('hex'), authType: input.AuthType, createdAt: Date.now() }
    one.urls.set(key, url)
    return view(one, key, url, call)
  },
  DeleteFunctionUrlConfig: (input, call) => {
    const { one, key } = found(input, call)
    if (!one?.urls.delete(key)) throw absent('The resource you requested does not exist.')
    return {}
  },
  ListFunctionUrlConfigs: (input, call) => {
    const { name } = readName(input.FunctionName)
    const one = lambdaState(call.world, call).functions.get(name)
    if (!one) throw noFunction()
    const urls = [...one.urls].map(([key, url]) => ({
      ...view(one, key, url, call),
      LastModifiedTime: date(url.createdAt),
      InvokeMode: 'BUFFERED',
    }))
    return page(urls, input, 'FunctionUrlConfigs')
  },
}

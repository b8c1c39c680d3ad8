/**
 * Makes the throw-away wiring as the product does: role, function, alias, REST API, permission, API key. The last question
 * makes a stage and a usage plan.
 */

import { createApiKey } from '../../lib/aws/apigateway/api-key'
import { putApiDocumentation, readApiPart } from '../../lib/aws/apigateway/documentation'
import { createRestApi, overwriteRestApi } from '../../lib/aws/apigateway/rest-api'
import { createRole } from '../../lib/aws/iam/role'
import { createAlias } from '../../lib/aws/lambda/alias'
import { createFunction, observeFunction } from '../../lib/aws/lambda/function'
import { addPermission } from '../../lib/aws/lambda/permission'
import { propagationOf } from '../../lib/errors/propagation'
import { aliasName, endpointTag, managedTag } from '../../lib/spec/names'
import { trustPolicy } from '../../lib/wiring/resources/role/policy'
import { functionZip } from '../../lib/wiring/run/zip'
import { documentOf, handlerSource, namesIn, type Place, path } from './place'

export interface Made {
  restApiId: string
  /** The id of the documentation about the API itself. */
  partId: string
}

/** @param step called with each step before it, and throws to end here */
export async function make(place: Place, step: (what: string) => void): Promise<Made> {
  const { clients, target, endpointName } = place
  const { roleName, roleArn, functionName, apiName } = namesIn(place)
  const tags = { [managedTag]: 'true', [endpointTag]: endpointName }
  const description = 'A check of AWS, made by Portico: it is removed at the end'

  step(`IAM role ${roleName}, which may do nothing`)
  await createRole(clients.once.iam, { name: roleName, path: '/', description, trust: trustPolicy() }, tags)

  step(`Lambda function ${functionName}`)
  const settings = {
    roleArn,
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    memoryMb: 128,
    timeoutSeconds: 3,
    architecture: 'x86_64',
    environment: {},
  }
  const zip = functionZip({}, handlerSource)
  const version = await untilKnown(place, () =>
    createFunction(clients.once.lambda, { name: functionName, description, settings, zip }, tags),
  )
  await untilActive(place, functionName)
  await untilKnown(place, () => createAlias(clients.lambda, functionName, aliasName, version))

  step(`REST API ${apiName}`)
  const { id: restApiId } = await createRestApi(clients.once.apiGateway, { name: apiName, description }, tags)
  const permission = {
    functionName,
    qualifier: aliasName,
    statementId: 'portico-check',
    sourceArn: `arn:${target.partition}:execute-api:${target.region}:${target.accountId}:${restApiId}/*/*${path}`,
  }
  await untilKnown(place, () => addPermission(clients.lambda, permission))
  await overwriteRestApi(clients.apiGateway, restApiId, documentOf(place))
  await putApiDocumentation(clients.apiGateway, restApiId, '{"description":"A check of AWS"}', undefined)
  const part = await readApiPart(clients.apiGateway, restApiId)

  step(`API key ${functionName}, in no usage plan`)
  await createApiKey(clients.once.apiGateway, { name: functionName, description }, tags)
  return { restApiId, partId: part?.id ?? '' }
}

/** Calls again while what was made a moment ago is not known everywhere: a new role takes some seconds. */
async function untilKnown<T>({ wait }: Place, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call()
    } catch (error) {
      const spreading = error instanceof Error ? propagationOf(error) : undefined
      if (!spreading || tries >= (spreading.mostTries ?? 90)) throw error
      await wait(1_000)
    }
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
async function untilActive({ clients, wait }: Place, functionName: string): Promise<void> {
  for (let tries = 1; tries < 120; tries++) {
    const fn = await observeFunction(clients.lambda, functionName)
    if (fn && fn.latest.state !== 'Pending') return
    await wait(1_000)
  }
}

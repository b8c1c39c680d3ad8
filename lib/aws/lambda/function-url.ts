/** Addresses of a function's own, which lead past the gateway. https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html */
import {
  DeleteFunctionUrlConfigCommand,
  type LambdaClient,
  paginateListFunctionUrlConfigs,
} from '@aws-sdk/client-lambda'
import { orAbsent, removedNow } from '../absent'
import { orLacking } from '../or-lacking'
import type { ObservedFunctionUrl } from '../types'

/** Lists those of the function and of each alias; empty if there is no function. */
export async function listFunctionUrls(lambda: LambdaClient, functionName: string): Promise<ObservedFunctionUrl[]> {
  const urls: ObservedFunctionUrl[] = []
  const pages = paginateListFunctionUrlConfigs({ client: lambda }, { FunctionName: functionName })
  for (;;) {
    const page = await orLacking(orAbsent(pages.next()))
    if (!page || page.done) return urls
    for (const { FunctionUrl = '', FunctionArn = '', AuthType = '' } of page.value.FunctionUrlConfigs ?? []) {
      // `arn:aws:lambda:region:account:function:name:qualifier`
      urls.push({ url: FunctionUrl, authType: AuthType, qualifier: FunctionArn.split(':')[7] })
    }
  }
}

/** Removes the function URL of an alias, or of `$LATEST`. False if it was gone already. */
export async function removeFunctionUrl(
  lambda: LambdaClient,
  functionName: string,
  qualifier: string | undefined,
): Promise<boolean> {
  return removedNow(
    lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
  )
}

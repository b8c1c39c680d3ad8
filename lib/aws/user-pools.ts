/** Cognito user pools of the account and region. */
import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  paginateListUserPools,
} from '@aws-sdk/client-cognito-identity-provider'
import { orAbsent } from './absent'
import type { UserPoolChoice } from './types'

/** AWS allows a thousand in a region; 60 a page. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export async function listUserPools(
  client: CognitoIdentityProviderClient,
  { accountId, region, partition }: { accountId: string; region: string; partition: string },
): Promise<UserPoolChoice[]> {
  const pools: UserPoolChoice[] = []
  for await (const page of paginateListUserPools({ client }, { MaxResults: 60 })) {
    for (const { Id, Name = '' } of page.UserPools ?? [])
      pools.push({ name: Name, arn: `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${Id}` })
  }
  return pools.sort((a, b) => a.name.localeCompare(b.name))
}

/** Says whether Cognito has the user pool in this region. Throws AWS's other errors. */
export async function userPoolExists(client: CognitoIdentityProviderClient, userPoolId: string): Promise<boolean> {
  return (await orAbsent(client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId })))) !== undefined
}

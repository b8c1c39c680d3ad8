/** What happens to a role outside of the console, for tests. */
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { rolePolicyName } from '../../../spec/names'

export async function deleteRole(iam: IAMClient, RoleName: string): Promise<void> {
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: rolePolicyName }))
  await iam.send(new DeleteRoleCommand({ RoleName }))
}

/** Deletes the role and makes the same again in all that anybody sees, as a template that is applied again does. */
export async function makeRoleAnew(iam: IAMClient, RoleName: string): Promise<void> {
  const PolicyName = rolePolicyName
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
  await deleteRole(iam, RoleName)
  const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')
  const { Path, Tags } = Role ?? {}
  await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument, Tags }))
  const policy = { RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) }
  await iam.send(new PutRolePolicyCommand(policy))
}

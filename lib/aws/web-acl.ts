/**
 * The association of a stage with a web ACL. GetStage shows it as `webAclArn`, so nothing is read here.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 */
import { AssociateWebACLCommand, DisassociateWebACLCommand, type WAFV2Client } from '@aws-sdk/client-wafv2'
import { removedNow } from './absent'

/** Takes the place of another association of the stage. */
export async function associateWebAcl(waf: WAFV2Client, WebACLArn: string, ResourceArn: string): Promise<void> {
  await waf.send(new AssociateWebACLCommand({ WebACLArn, ResourceArn }))
}

/**
 * Takes the web ACL off a stage. False if the stage is gone.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_DisassociateWebACL.html
 */
export const disassociateWebAcl = (waf: WAFV2Client, ResourceArn: string): Promise<boolean> =>
  removedNow(waf.send(new DisassociateWebACLCommand({ ResourceArn })))

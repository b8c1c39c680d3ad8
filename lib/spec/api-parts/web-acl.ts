/**
 * A web ACL of AWS WAF that stands before the stage. It is there already, and the person's own. Pure.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
 */
import { z } from 'zod'
import type { ApiOption } from '../option'

const webAclSchema = z
  .string()
  .max(512, 'At most 512 characters')
  .regex(
    /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[A-Za-z0-9_-]{1,128}\/[0-9a-f-]{36}$/,
    'The ARN of a Regional web ACL of AWS WAF',
  )

/** `arn:…:regional/webacl/shop/1a2b…` → `shop`. */
export const webAclName = (arn: string): string => arn.split('/').at(-2) ?? arn

export const webAclOption = {
  title: 'Web ACL',
  schema: webAclSchema,
  inWords: (webAcl: string | undefined) => (webAcl ? webAclName(webAcl) : 'none'),
  whyOwners: 'A web ACL stands before every route of an adopted API, so it stays its owner’s',
} satisfies ApiOption<typeof webAclSchema>

import type { OptionForm } from './option-form'

export interface WebAclValues {
  /** Empty: none. */
  webAclArn: string
}

export const webAclForm: OptionForm<'webAcl', WebAclValues> = {
  valuesOf: (webAcl) => ({ webAclArn: webAcl ?? '' }),
  fieldOf: ({ webAclArn }) => webAclArn.trim() || undefined,
  problemAt: { webAcl: 'webAclArn' },
  setting: {
    group: 'Network and domain',
    label: 'Web ACL',
    property: 'AssociateWebACL WebACLArn',
    line: 'ARN of a Regional web ACL of AWS WAF, which checks each call first. AWS WAF charges by the call',
    help: {
      section: 'web-acl',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
    },
    control: { text: 'webAclArn', placeholder: 'arn:…:wafv2:…:regional/webacl/…' },
    words: ({ webAclArn }) => webAclArn.trim() || 'none',
    applies: ({ adopted }) => !adopted,
  },
}

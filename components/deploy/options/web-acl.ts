import type { OptionForm } from './option-form'

export interface WebAclValues {
  /** Empty: none. */
  webAclArn: string
}

export const webAclForm: OptionForm<'webAcl', WebAclValues> = {
  valuesOf: (webAcl) => ({ webAclArn: webAcl ?? '' }),
  fieldOf: ({ webAclArn }) => webAclArn.trim() || undefined,
  problemAt: { webAcl: 'webAclArn' },
}

export const webAclSetting = {
  id: 'webAcl',
  group: 'Network and domain',
  label: 'Web ACL',
  property: 'AssociateWebACL WebACLArn',
  line: 'ARN of a Regional web ACL of AWS WAF, which checks each call first. AWS WAF charges by the call',
  paths: ['webAclArn'],
  words: ({ webAclArn }: WebAclValues) => webAclArn.trim() || 'none',
  applies: ({ adopted }: { adopted: boolean }) => !adopted,
} as const

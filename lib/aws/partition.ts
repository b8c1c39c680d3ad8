/** Which partition a region belongs to: accounts, credentials, ARNs and host names are those of one partition. Pure. */

interface Partition {
  /** The second part of an ARN. */
  name: string
  /** The end of every host name of AWS there. */
  domain: string
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html; the domains are those of the SDK's endpoint rules. */
const partitions: [prefix: string, Partition][] = [
  ['cn-', { name: 'aws-cn', domain: 'amazonaws.com.cn' }],
  ['us-gov-', { name: 'aws-us-gov', domain: 'amazonaws.com' }],
  ['us-iso-', { name: 'aws-iso', domain: 'c2s.ic.gov' }],
  ['us-isob-', { name: 'aws-iso-b', domain: 'sc2s.sgov.gov' }],
  ['eu-isoe-', { name: 'aws-iso-e', domain: 'cloud.adc-e.uk' }],
  ['us-isof-', { name: 'aws-iso-f', domain: 'csp.hci.ic.gov' }],
  ['eusc-', { name: 'aws-eusc', domain: 'amazonaws.eu' }],
]

export const partitionOf = (region: string): Partition =>
  partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? { name: 'aws', domain: 'amazonaws.com' }

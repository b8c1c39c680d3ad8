/** The partition of a region, by the SDK's own list. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
import { partition } from '@aws-sdk/core/client'

/** The second part of an ARN there. */
export const partitionOf = (region: string): string => partition(region).name

/** The end of every host name of AWS there. */
export const dnsSuffixOf = (region: string): string => partition(region).dnsSuffix

/** By partition. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, as botocore 1.43.107 lists them. */
const regions: Record<string, string> = {
  aws: `af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1
    ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1
    eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1
    me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`,
  'aws-cn': 'cn-north-1 cn-northwest-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1 us-iso-west-1',
  'aws-iso-b': 'us-isob-east-1 us-isob-west-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-east-1 us-isof-south-1',
  'aws-us-gov': 'us-gov-east-1 us-gov-west-1',
}
const known = new Set(Object.values(regions).flatMap((names) => names.split(/\s+/)))

/** The second part of any ARN. */
export const isPartition = (name: string): boolean => Object.hasOwn(regions, name)

export const isRegion = (name: string): boolean => known.has(name)

/**
 * Where a global service is signed for: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html,
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html
 */
const globalRegions: Record<string, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

export const globalRegionOf = (region: string): string => globalRegions[partitionOf(region)] ?? region

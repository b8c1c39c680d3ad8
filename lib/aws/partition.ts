/** Which partition a region belongs to: accounts, credentials, ARNs and host names are those of one partition. Pure. */
import { partition } from '@aws-sdk/core/client'

interface Partition {
  /** The second part of an ARN. */
  name: string
  /** The end of every host name of AWS there. */
  domain: string
}

/**
 * By the SDK's own list, which a new version of the SDK keeps up to date; a region that no partition has is one of `aws`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): Partition {
  const { name, dnsSuffix } = partition(region)
  return { name, domain: dnsSuffix }
}

/** The partition of an ARN; of what an endpoint gives as an ARN and is none, that of the region. */
export const partitionIn = (arn: string, region: string): string =>
  arn.match(/^arn:([a-z-]+):/)?.[1] ?? partitionOf(region).name

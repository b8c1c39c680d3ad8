/** The partition of a region, by the SDK's own list. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
import { partition } from '@aws-sdk/core/client'

/** The second part of an ARN there. */
export const partitionOf = (region: string): string => partition(region).name

/** The end of every host name of AWS there. */
export const dnsSuffixOf = (region: string): string => partition(region).dnsSuffix

/** The partition of a region. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'

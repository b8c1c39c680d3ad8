/** Endpoints whose capacity is dear. https://docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html */
const accelerated = /^ml\.(g|p|inf|trn)\d/

/** The first instance type with a GPU or an accelerator of AWS's own: `ml.g5.xlarge`. */
export const acceleratedInstance = (variants: { instanceType?: string }[]): string | undefined =>
  variants.map(({ instanceType }) => instanceType).find((type) => type !== undefined && accelerated.test(type))

/**
 * The built-in image classification (MXNet) container: a picture's bytes in, a probability a class out.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/image-classification.html#IC-inputoutput
 */
import { type Container, refuse } from './container'

const known = ['application/x-image', 'image/png', 'image/jpeg']

export function imageClassificationContainer<T>(
  read: (bytes: Buffer) => T | undefined,
  classify: (picture: T) => number[],
): Container {
  return ({ body, contentType }) => {
    if (!known.includes(contentType)) return refuse(415, `Content-type ${contentType} not supported`)
    const picture = read(body)
    if (picture === undefined) return refuse(400, 'Unable to decode image')
    return { status: 200, contentType: 'application/json', body: JSON.stringify(classify(picture)) }
  }
}

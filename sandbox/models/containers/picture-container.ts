/**
 * The built-in containers of pictures (MXNet): a picture's bytes in, JSON out. Image classification gives a probability a class,
 * object detection `[class, score, xmin, ymin, xmax, ymax]` an object.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/image-classification.html#IC-inputoutput
 * https://docs.aws.amazon.com/sagemaker/latest/dg/object-detection-in-formats.html
 */
import { type Container, refuse } from './container'

const known = ['application/x-image', 'image/png', 'image/jpeg']

export function pictureContainer<T>(
  read: (bytes: Buffer) => T | undefined,
  predict: (picture: T) => number[] | { prediction: number[][] },
): Container {
  return ({ body, contentType }) => {
    if (!known.includes(contentType)) return refuse(415, `Content-type ${contentType} not supported`)
    const picture = read(body)
    if (picture === undefined) return refuse(400, 'Unable to decode image')
    return { status: 200, contentType: 'application/json', body: JSON.stringify(predict(picture)) }
  }
}

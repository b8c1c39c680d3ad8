/**
 * The built-in object detection container: a picture's bytes in, `[class, score, xmin, ymin, xmax, ymax]` an object out, in
 * fractions of the picture. https://docs.aws.amazon.com/sagemaker/latest/dg/object-detection-in-formats.html
 */
import { type Container, refuse } from './container'
import type { Found } from './digit-boxes'
import { type Ink, readInk } from './ink'

const known = ['application/x-image', 'image/png', 'image/jpeg']

export function objectDetectionContainer(find: (picture: Ink) => Found[]): Container {
  return ({ body, contentType }) => {
    if (!known.includes(contentType)) return refuse(415, `Content-type ${contentType} not supported`)
    const picture = readInk(body)
    if (!picture) return refuse(400, 'Unable to decode image')
    const { width, height } = picture
    const prediction = find(picture).map(({ digit, score, part }) => [
      digit,
      score,
      part.left / width,
      part.top / height,
      (part.left + part.width) / width,
      (part.top + part.height) / height,
    ])
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ prediction }) }
  }
}

/** What a list of content types leaves possible. */
import { audio, chat, image, otherJson, type Reading, rows, tensors, text } from '../readings'

const readings: [RegExp, (type: string) => Reading][] = [
  [/^text\/(csv|libsvm|x-libsvm)$/, () => rows()],
  [/^(image\/|application\/x-image$)/, (type) => image(undefined, type === 'image/*' ? 'image/png' : type)],
  [/^audio\//, () => audio()],
  [/^(text\/plain|application\/x-text)$/, () => text({}, 'plain')],
  [/^application\/(json|jsonlines|x-jsonlines)$/, () => otherJson()],
]

/** JSON can hold anything, so it counts only where nothing else is listed; text/csv and JSON together are rows. */
export function readingsOfTypes(types: string[]): Reading[] {
  const known = types.flatMap((type) => readings.find(([pattern]) => pattern.test(type))?.[1](type) ?? [])
  const distinct = known.filter((one, index) => known.findIndex(({ kind }) => kind === one.kind) === index)
  const distinctive = distinct.filter(({ kind }) => kind !== 'json')
  return distinctive.length > 0 ? distinctive : distinct.flatMap((one) => [one, text(), chat(), tensors()])
}

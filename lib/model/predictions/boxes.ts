/** Objects in a picture: MXNet's lists, JumpStart's and TensorFlow Hub's side-by-side lists, Hugging Face's objects. */
import type { Box, Prediction } from './prediction'
import { type Context, type Fields, isFields, isMatrix, isNumbers, labelAt, numberOf, type Output } from './shape'

export function readBoxes(json: unknown, { output }: Context): Prediction | undefined {
  if (Array.isArray(json)) return fromObjects(json)
  if (!isFields(json)) return undefined
  const [first] = Array.isArray(json.predictions) ? json.predictions : []
  return (
    fromLists(json.prediction, output) ??
    fromColumns(json, output) ??
    (isFields(first) ? fromColumns(first, output) : undefined)
  )
}

/** `[[class, score, xmin, ymin, xmax, ymax]]`; MXNet fills up with class -1. */
function fromLists(lists: unknown, output: Output): Prediction | undefined {
  if (Array.isArray(lists) && lists.length === 0 && output?.task === 'detection')
    return { kind: 'boxes', boxes: [], relative: true }
  if (!isMatrix(lists) || !lists.every(isBoxList)) return undefined
  const boxes = lists
    .filter(([index = -1]) => index >= 0)
    .map(([index = 0, score = 0, xmin = 0, ymin = 0, xmax = 0, ymax = 0]) => ({
      label: labelAt(index, output),
      score,
      ...{ xmin, ymin, xmax, ymax },
    }))
  return sorted(boxes, true)
}

const isBoxList = ([index = 0.5, score = 2, xmin = 0, ymin = 0, xmax = 0, ymax = 0, ...rest]: number[]) =>
  rest.length === 0 &&
  Number.isInteger(index) &&
  (index < 0 ||
    (score >= 0 && score <= 1 && xmin <= xmax && ymin <= ymax && Math.abs(xmax) <= 2 && Math.abs(ymax) <= 2))

/** JumpStart gives left, top, right, bottom; TensorFlow gives top, left, bottom, right. Both 0 to 1. */
function fromColumns(fields: Fields, output: Output): Prediction | undefined {
  const isTensorFlow = 'detection_boxes' in fields
  const sides = isTensorFlow ? unwrap(fields.detection_boxes, isMatrix) : fields.normalized_boxes
  const scores = isTensorFlow ? unwrap(fields.detection_scores, isNumbers) : fields.scores
  const classes = isTensorFlow ? unwrap(fields.detection_classes, isNumbers) : fields.classes
  if (!isMatrix(sides) || sides[0]?.length !== 4 || !isNumbers(scores) || scores.length !== sides.length)
    return undefined
  const labels = Array.isArray(fields.labels) ? fields.labels : []
  const boxes = sides.map(([a = 0, b = 0, c = 0, d = 0], index) => {
    const number = isNumbers(classes) ? (classes[index] ?? 0) : index
    const label =
      output?.labels?.[number] ?? (typeof labels[number] === 'string' ? labels[number] : labelAt(number, output))
    const [xmin, ymin, xmax, ymax] = isTensorFlow ? [b, a, d, c] : [a, b, c, d]
    return { label, score: scores[index] ?? 0, xmin, ymin, xmax, ymax }
  })
  return sorted(boxes, true)
}

/** TensorFlow Serving keeps the batch's dimension in some signatures. */
const unwrap = (value: unknown, isInner: (inner: unknown) => boolean) =>
  Array.isArray(value) && value.length === 1 && isInner(value[0]) ? value[0] : value

/** `[{"label": "cat", "score": 0.99, "box": {"xmin": 10, …}}]`, in pixels. */
function fromObjects(list: unknown[]): Prediction | undefined {
  const boxes = list.flatMap((item) => {
    if (!isFields(item) || !isFields(item.box)) return []
    const [xmin, ymin, xmax, ymax] = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) =>
      numberOf((item.box as Fields)[side]),
    )
    if (xmin === undefined || ymin === undefined || xmax === undefined || ymax === undefined) return []
    return [{ label: String(item.label ?? 'Object'), score: numberOf(item.score) ?? 0, xmin, ymin, xmax, ymax }]
  })
  return boxes.length > 0 && boxes.length === list.length ? sorted(boxes, false) : undefined
}

/** The surest first. */
const sorted = (boxes: Box[], relative: boolean): Prediction => ({
  kind: 'boxes',
  boxes: boxes.sort((a, b) => b.score - a.score),
  relative,
})

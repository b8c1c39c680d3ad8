/**
 * Objects in a picture as lists side by side: MXNet, JumpStart, TensorFlow Hub, torchvision, Detectron2, YOLO. Objects with a
 * box of their own are read in `box-objects.ts`.
 */
import { besides } from '../besides'
import type { Box, Prediction } from '../prediction'
import {
  type Context,
  type Fields,
  isFields,
  isMatrix,
  isNumbers,
  isShare,
  isTexts,
  labelAt,
  numOf,
  type Output,
} from '../shape'
import { objectsOf } from './box-objects'
import { type Order, type Sides, sidesAlone, sidesOfList } from './box-sides'

type Boxes = Extract<Prediction, { kind: 'boxes' }>

export function readBoxes(json: unknown, { output }: Context): Prediction | undefined {
  if (Array.isArray(json)) return objectsOf(json) ?? ofPictures(json)
  if (!isFields(json)) return undefined
  return fromMxnet(json, output) ?? fromColumns(json, output)
}

/** A list of objects for each picture. */
function ofPictures(lists: unknown[]): Prediction | undefined {
  const found = lists.map((list) => (Array.isArray(list) ? objectsOf(list) : undefined))
  if (found.length === 0 || !found.every((one) => one !== undefined)) return undefined
  return found.length === 1 ? found[0] : { kind: 'rows', rows: found }
}

/** `[[class, score, xmin, ymin, xmax, ymax]]`; MXNet fills up with class -1. */
function fromMxnet(json: Fields, output: Output): Boxes | undefined {
  const { prediction } = json
  const whole = besides(json, ['prediction'])
  if (!whole || !Array.isArray(prediction)) return undefined
  if (prediction.length === 0 && output?.task === 'detection')
    return { kind: 'boxes', boxes: [], relative: true, ...whole }
  if (!isMatrix(prediction) || prediction[0]?.length !== 6) return undefined
  const lists = prediction.map((list) => list.map(numOf))
  if (!lists.every(isMxnet)) return undefined
  const boxes = lists
    .filter(([index = -1]) => index >= 0)
    .map(([index = 0, score = 0, xmin = 0, ymin = 0, xmax = 0, ymax = 0]) => ({
      label: labelAt(index, output),
      score,
      ...{ xmin, ymin, xmax, ymax },
    }))
  return { ...sorted(boxes), relative: true, ...whole }
}

const isMxnet = ([index = 0.5, score = 2, xmin = 0, ymin = 0, xmax = 0, ymax = 0]: number[]) =>
  Number.isInteger(index) &&
  (index < 0 || (isShare(score) && xmin <= xmax && ymin <= ymax && Math.abs(xmax) <= 2 && Math.abs(ymax) <= 2))

/** Masks in numbers and points go along with their boxes. */
const parts = ['masks', 'keypoints', 'keypoint_scores', 'keypoints_scores', 'keypoint_labels', 'landmarks']

interface Spelling {
  boxes: string
  /** Tried in turn: the first by which every box stands. */
  orders: Order[]
  scores: string[]
  /** Indexes or names, one for each box. */
  classes: string[]
  /** Names by index. */
  names: string[]
  /** Also explained. */
  counts: string[]
}

const spellings: Spelling[] = [
  // JumpStart: left, right, top, bottom.
  {
    boxes: 'normalized_boxes',
    orders: ['xxyy', 'xyxy'],
    scores: ['scores'],
    classes: ['classes'],
    names: ['labels'],
    counts: [],
  },
  // https://www.tensorflow.org/hub/common_signatures/images#object-detection: ymin, xmin, ymax, xmax.
  {
    boxes: 'detection_boxes',
    orders: ['yxyx'],
    scores: ['detection_scores'],
    classes: ['detection_class_entities', 'detection_class_names', 'detection_class_labels', 'detection_classes'],
    names: [],
    counts: ['num_detections'],
  },
  // https://docs.pytorch.org/vision/stable/models.html#object-detection: x1, y1, x2, y2 in pixels.
  {
    boxes: 'boxes',
    orders: ['xyxy'],
    scores: ['scores', 'confidences', 'confidence'],
    classes: ['labels', 'classes', 'class_ids', 'names'],
    names: ['labels', 'names', 'class_names'],
    counts: [],
  },
  { boxes: 'pred_boxes', orders: ['xyxy'], scores: ['scores'], classes: ['pred_classes'], names: [], counts: [] },
  {
    boxes: 'bboxes',
    orders: ['xyxy'],
    scores: ['scores'],
    classes: ['labels', 'classes'],
    names: ['labels'],
    counts: [],
  },
  {
    boxes: 'bounding_boxes',
    orders: ['xyxy'],
    scores: ['scores'],
    classes: ['labels', 'classes', 'ids'],
    names: ['labels'],
    counts: [],
  },
]

const isName = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

function fromColumns(json: Fields, output: Output): Boxes | undefined {
  const spelling = spellings.find(({ boxes }) => Array.isArray(json[boxes]))
  const list = spelling && (unbatched(json[spelling.boxes]) as unknown[])
  // One name for no box is that of the whole record.
  if (!list || spelling.classes.some((key) => isName(json[key]))) return undefined
  if (list.length > 0 && isMatrix(list) && (list[0]?.length ?? 0) > 4)
    return fromYolo(
      json,
      spelling.boxes,
      list.map((row) => row.map(numOf)),
      output,
    )
  const sides = allSides(list, spelling.orders)
  const scoresKey = spelling.scores.find((key) => isLong(json[key], list.length, isNumbers))
  const classesKey = spelling.classes.find((key) =>
    isLong(json[key], list.length, (value) => isNumbers(value) || isTexts(value)),
  )
  const namesKey = spelling.names.find((key) => key !== classesKey && isTexts(json[key]))
  const read = [spelling.boxes, scoresKey, classesKey, namesKey, ...spelling.counts].filter((key) => key !== undefined)
  // A second list of the same classes: TensorFlow's names beside its numbers.
  const whole = besides(json, [...read, ...spelling.classes.filter((key) => key !== 'labels'), ...parts])
  if (!sides || !whole || (list.length > 0 && !scoresKey && !classesKey)) return undefined
  const scores = scoresKey ? (unbatched(json[scoresKey]) as (typeof json)[]) : []
  const classes = classesKey ? (unbatched(json[classesKey]) as unknown[]) : []
  const names = namesKey ? (json[namesKey] as string[]) : []
  const spare = spelling.classes.filter((key) => key !== classesKey && key !== namesKey && key !== 'labels')
  const others = [...spare, ...parts].filter((key) => key in json)
  const boxes = sides.map((box, at) => {
    const score = scoresKey ? { score: Number(scores[at]) } : {}
    return { label: nameOf(classes[at], names, output), ...score, ...box }
  })
  const rest = { ...Object.fromEntries(others.map((key) => [key, json[key]])), ...whole.rest }
  return { ...sorted(boxes), ...(Object.keys(rest).length > 0 ? { rest } : {}) }
}

/** `[x1, y1, x2, y2, confidence, class]` (ultralytics' `boxes.data`), with the number of a track before the confidence. */
function fromYolo(json: Fields, key: string, rows: number[][], output: Output): Boxes | undefined {
  const { names } = json
  const areNames = Array.isArray(names) || (isFields(names) && Object.keys(names).every((one) => /^\d+$/.test(one)))
  const whole = besides(json, [key, ...(areNames ? ['names'] : [])])
  const width = rows[0]?.length ?? 0
  if (!whole || (width !== 6 && width !== 7)) return undefined
  const boxes = rows.map((row): Box | undefined => {
    const sides = sidesOfList(row.slice(0, 4), 'xyxy')
    const [score = 2, index = 0.5] = row.slice(-2)
    if (!sides || !isShare(score) || !Number.isInteger(index) || index < 0) return undefined
    const own = isFields(names) ? names[index] : Array.isArray(names) ? names[index] : undefined
    return { label: typeof own === 'string' ? own : labelAt(index, output), score, ...sides }
  })
  if (!boxes.every((box) => box !== undefined)) return undefined
  const tracks = width === 7 ? { track: rows.map((row) => row[4]) } : {}
  const rest = { ...tracks, ...whole.rest }
  return { ...sorted(boxes), ...(Object.keys(rest).length > 0 ? { rest } : {}) }
}

function allSides(list: unknown[], orders: Order[]): Sides[] | undefined {
  for (const order of orders) {
    const sides = list.map((one) => sidesOfList(one, order) ?? sidesAlone(one))
    if (sides.every((one) => one !== undefined)) return sides
  }
  return undefined
}

const isLong = (value: unknown, length: number, isKind: (list: unknown) => boolean) => {
  const list = unbatched(value)
  return Array.isArray(list) && list.length === length && (length === 0 || isKind(list))
}

function nameOf(given: unknown, names: string[], output: Output): string {
  if (typeof given === 'string') return given
  if (given === undefined) return 'Object'
  const index = Number(given)
  return output?.labels?.[index] ?? names[index] ?? labelAt(index, output)
}

/** TensorFlow Serving keeps the batch's dimension in some signatures. */
const unbatched = (value: unknown): unknown =>
  Array.isArray(value) &&
  value.length === 1 &&
  Array.isArray(value[0]) &&
  (value[0].length !== 4 || !isNumbers(value[0]))
    ? isNumbers(value[0]) && value[0].length > 4 && value[0].length < 8
      ? value
      : value[0]
    : value

/** The surest first. Numbers that no picture's pixels have are shares of its sides. */
const sorted = (boxes: Box[]): Boxes => ({
  kind: 'boxes',
  boxes: boxes.sort((a, b) => (b.score ?? 0) - (a.score ?? 0)),
  relative: boxes.every((box) => [box.xmin, box.ymin, box.xmax, box.ymax].every((side) => Math.abs(side) <= 2)),
})

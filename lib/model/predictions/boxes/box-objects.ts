/** Objects with a box each: Hugging Face, ultralytics' `to_json` and pandas frames, COCO results, MMDetection, TorchServe. */
import { besidesEach } from '../besides'
import type { Box, Prediction } from '../prediction'
import { type Fields, isFields, isNum, numOf } from '../shape'
import { type Sides, sidesAlone, sidesBeside, sidesOfList } from './box-sides'

const places = ['box', 'bbox', 'bounding_box', 'boundingBox', 'BoundingBox', 'bndbox']
const names = ['label', 'class_name', 'class_label', 'name', 'label_name', 'category', 'class', 'category_id']
const scores = ['score', 'confidence', 'probability', 'conf']
/** Points that go along with their boxes. */
const parts = ['keypoints', 'keypoint_scores', 'keypoint_labels', 'landmarks']

interface Found {
  box: Box
  explained: string[]
}

export function objectsOf(list: unknown[]): Extract<Prediction, { kind: 'boxes' }> | undefined {
  const items = list.filter(isFields)
  if (items.length === 0 || items.length < list.length) return undefined
  const found = items.map(objectIn)
  if (!found.every((one) => one !== undefined)) return undefined
  // The same keys are read in each, so what one leaves is left in all.
  const explained = [...new Set(found.flatMap((one) => one.explained))]
  const spare = [...names, ...parts].filter((key) => !explained.includes(key) && items.some((item) => key in item))
  const rest = besidesEach(items, [...explained, ...spare])
  if (!rest) return undefined
  const more = {
    ...Object.fromEntries(spare.map((key) => [key, items.map((item) => item[key] ?? null)])),
    ...rest.rest,
  }
  const boxes = found.map(({ box }) => box)
  const isOrdered = boxes.every((box, at) => at === 0 || (box.score ?? 0) <= (boxes[at - 1]?.score ?? 0))
  // What goes with a box by its place in the list must not be moved away from it.
  if (!isOrdered && Object.keys(more).length === 0) boxes.sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const relative = boxes.every((box) => [box.xmin, box.ymin, box.xmax, box.ymax].every((side) => Math.abs(side) <= 2))
  return { kind: 'boxes', boxes, relative, ...(Object.keys(more).length > 0 ? { rest: more } : {}) }
}

function objectIn(item: Fields): Found | undefined {
  const place = places.find((key) => key in item)
  const scoreKey = scores.find((key) => isNum(item[key]))
  const score = scoreKey ? { score: numOf(item[scoreKey] as number) } : {}
  const nameKey = names.find((key) => typeof item[key] === 'string') ?? names.find((key) => isNum(item[key]))
  const label = nameKey ? labelIn(item[nameKey]) : 'Object'
  const keys = [scoreKey, nameKey].filter((key) => key !== undefined)
  if (place) {
    const order = 'category_id' in item ? 'xywh' : 'xyxy'
    const sides = sidesOfList(item[place], order) ?? sidesAlone(item[place])
    return sides && { box: { label, ...score, ...sides }, explained: [place, ...keys] }
  }
  const own = sidesBeside(item)
  if (own && keys.length > 0) return { box: { label, ...score, ...own.sides }, explained: [...own.names, ...keys] }
  return torchServe(item, scoreKey)
}

const labelIn = (value: unknown) => (typeof value === 'string' ? value : `Class ${value}`)

/** `{"person": [167.4, 57.0, 301.3, 436.6], "score": 0.99}`, the box as a text of two corners in older ones. */
function torchServe(item: Fields, scoreKey: string | undefined): Found | undefined {
  const others = Object.entries(item).filter(([key]) => key !== scoreKey)
  const [[label, value] = ['', undefined], ...more] = others
  if (!scoreKey || more.length > 0) return undefined
  const sides = sidesOfList(value, 'xyxy') ?? sidesOfText(value)
  return sides && { box: { label, score: numOf(item[scoreKey] as number), ...sides }, explained: [label, scoreKey] }
}

function sidesOfText(value: unknown): Sides | undefined {
  if (typeof value !== 'string' || value.length > 200 || !/^\[\(/.test(value)) return undefined
  return sidesOfList((value.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number), 'xyxy')
}

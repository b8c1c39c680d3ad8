/** The sides of a box in the orders and spellings that model servers have. */
import { type Fields, hasOnly, isFields, isNumbers, numberOf, numOf } from '../shape'

export interface Sides {
  xmin: number
  ymin: number
  xmax: number
  ymax: number
}

/** In which order four numbers are the sides. */
export type Order = 'xyxy' | 'yxyx' | 'xxyy' | 'xywh'

export function sidesOfList(list: unknown, order: Order): Sides | undefined {
  if (!isNumbers(list) || list.length !== 4) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = list.map(numOf)
  if (order === 'yxyx') return standing({ xmin: b, ymin: a, xmax: d, ymax: c })
  if (order === 'xxyy') return standing({ xmin: a, ymin: c, xmax: b, ymax: d })
  if (order === 'xywh') return standing({ xmin: a, ymin: b, xmax: a + c, ymax: b + d })
  return standing({ xmin: a, ymin: b, xmax: c, ymax: d })
}

/** Four names each: two corners, or a corner (or the centre) with width and height. */
const corners = [
  ['xmin', 'ymin', 'xmax', 'ymax'],
  ['x1', 'y1', 'x2', 'y2'],
  ['x_min', 'y_min', 'x_max', 'y_max'],
  ['left', 'top', 'right', 'bottom'],
] as const
const sizes = [
  ['Left', 'Top', 'Width', 'Height'],
  ['left', 'top', 'width', 'height'],
  ['x', 'y', 'width', 'height'],
  ['x', 'y', 'w', 'h'],
] as const
const centres = [['xcenter', 'ycenter', 'width', 'height']] as const
/** The `x` and `y` that stand beside a name are the centre for some servers (Roboflow), a corner for others. */
const unsure = ['x', 'y']

/** @returns the sides, and the names that they were read from */
export function sidesOfFields(fields: unknown): { sides: Sides; names: readonly string[] } | undefined {
  if (!isFields(fields)) return undefined
  const read = (names: readonly string[]) => numbersOf(fields, names)
  for (const names of corners) {
    const [xmin, ymin, xmax, ymax] = read(names) ?? []
    const sides = xmin !== undefined && standing({ xmin, ymin: ymin ?? 0, xmax: xmax ?? 0, ymax: ymax ?? 0 })
    if (sides) return { sides, names }
  }
  for (const names of [...sizes, ...centres]) {
    const [x, y = 0, width = 0, height = 0] = read(names) ?? []
    if (x === undefined) continue
    const [left, top] = names[0] === 'xcenter' ? [x - width / 2, y - height / 2] : [x, y]
    const sides = standing({ xmin: left, ymin: top, xmax: left + width, ymax: top + height })
    if (sides) return { sides, names }
  }
  return undefined
}

function numbersOf(fields: Fields, names: readonly string[]): number[] | undefined {
  const numbers = names.map((name) => numberOf(fields[name]))
  return numbers.every((number) => number !== undefined) ? numbers : undefined
}

/** The sides of an object that stand beside its name; undefined if it is not sure where its `x` and `y` are. */
export function sidesBeside(item: Fields): ReturnType<typeof sidesOfFields> {
  const found = sidesOfFields(item)
  if (!found?.names.some((name) => unsure.includes(name))) return found
  const [x, y, width, height] = numbersOf(item, ['x', 'y', 'width', 'height']) ?? []
  if (!('class_id' in item || 'detection_id' in item) || x === undefined || y === undefined) return undefined
  const [halfWidth, halfHeight] = [(width ?? 0) / 2, (height ?? 0) / 2]
  const sides = standing({ xmin: x - halfWidth, ymin: y - halfHeight, xmax: x + halfWidth, ymax: y + halfHeight })
  return sides && { sides, names: found.names }
}

/** The sides of an object that holds nothing but them. */
export function sidesAlone(value: unknown): Sides | undefined {
  const found = sidesOfFields(value)
  return found && isFields(value) && hasOnly(value, found.names) ? found.sides : undefined
}

/** What has its right side left of its left one was read in the wrong order. */
const standing = (sides: Sides): Sides | undefined =>
  sides.xmin <= sides.xmax && sides.ymin <= sides.ymax ? sides : undefined

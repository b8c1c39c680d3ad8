/** Masks of a picture's objects as pictures in base64: Hugging Face's image segmentation and others like it. */
import { besides, besidesEach } from '../besides'
import type { Mask, Prediction } from '../prediction'
import { type Fields, isFields, isNum, isTexts, numOf } from '../shape'

export function readMasks(json: unknown): Prediction | undefined {
  if (Array.isArray(json)) return fromObjects(json)
  if (!isFields(json)) return undefined
  return fromLists(json) ?? fromMap(json)
}

/** What base64 begins with, by the first bytes of PNG, JPEG, GIF and WebP. */
const picture = /^(?:data:image\/[a-z.+-]+;base64,)?(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/
export const isPicture = (value: unknown): value is string => typeof value === 'string' && picture.test(value)

/** `[{"label": "cat", "score": 0.98, "mask": "iVBORw0…"}]`; panoptic models give no score. */
function fromObjects(list: unknown[]): Prediction | undefined {
  const items = list.filter(isFields)
  if (items.length === 0 || items.length < list.length || !items.every(({ mask }) => isPicture(mask))) return undefined
  const rest = besidesEach(items, ['mask', 'label', 'score'])
  if (!rest) return undefined
  const masks = items.map(({ mask, label, score }) => maskOf(String(label ?? 'Object'), mask as string, score))
  return { kind: 'masks', masks, ...rest }
}

const maskOf = (label: string, image: string, score?: unknown): Mask => ({
  label,
  ...(isNum(score) ? { score: numOf(score) } : {}),
  image,
})

/** `{"masks": ["iVBORw0…"], "labels": ["cat"], "scores": [0.98]}`. */
function fromLists(json: Fields): Prediction | undefined {
  const { masks, labels, scores } = json
  if (!Array.isArray(masks) || masks.length === 0 || !masks.every(isPicture)) return undefined
  const hasLabels = isTexts(labels) && labels.length === masks.length
  const hasScores = Array.isArray(scores) && scores.length === masks.length && scores.every(isNum)
  const whole = besides(json, ['masks', ...(hasLabels ? ['labels'] : []), ...(hasScores ? ['scores'] : [])])
  if (!whole) return undefined
  return {
    kind: 'masks',
    masks: masks.map((image, at) =>
      maskOf(hasLabels ? (labels[at] ?? '') : `Mask ${at + 1}`, image, hasScores ? scores[at] : undefined),
    ),
    ...whole,
  }
}

/** `{"cat": "iVBORw0…"}`, or the same below `masks`; `{"mask": …}` has one without a name. */
function fromMap(json: Fields): Prediction | undefined {
  const map = isFields(json.masks) ? json.masks : isPicture(json.mask) ? { mask: json.mask } : json
  const entries = Object.entries(map)
  const whole = map === json ? {} : besides(json, ['masks' in json ? 'masks' : 'mask'])
  if (!whole || entries.length === 0 || !entries.every(([, value]) => isPicture(value))) return undefined
  // Pictures that a model painted are no masks of what was sent.
  if (map === json && entries.some(([key]) => /image|picture|artifact|b64|base64/i.test(key))) return undefined
  const masks = entries.map(([label, image]) => maskOf(label === 'mask' ? 'Mask' : label, image as string))
  return { kind: 'masks', masks, ...whole }
}

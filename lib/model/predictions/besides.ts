/**
 * The rule that no reader claims what it does not explain. Keys that mean something to one of the readers are known: a reader
 * that leaves one of them unexplained has misread the body. Any other key is carried along and shown.
 */
import { type Fields, isFields } from './shape'

const known = new Set([
  ...['score', 'scores', 'probability', 'probabilities', 'proba', 'prob', 'confidence', 'logits', 'relevance_score'],
  ...['similarities', 'similarity_scores'],
  ...['label', 'labels', 'class', 'classes', 'class_name', 'class_label', 'predicted_label', 'predicted_class'],
  ...['prediction', 'predictions', 'predicted', 'pred', '.pred', '.pred_class', 'outputs', 'projections', 'projection'],
  ...['closest_cluster', 'distance_to_cluster', 'token_str', 'entity', 'entity_group', 'word', 'target'],
  ...['mean', 'median', 'quantiles', 'samples', 'embedding', 'embeddings', 'vector', 'answer', 'answers'],
  ...[
    'box',
    'boxes',
    'bbox',
    'bboxes',
    'bounding_box',
    'boundingBox',
    'BoundingBox',
    'bndbox',
    'bounding_boxes',
    'pred_boxes',
    'pred_classes',
    'mask',
    'masks',
  ],
  ...['keypoints', 'keypoint_scores', 'keypoints_scores', 'keypoint_labels', 'landmarks'],
  ...['normalized_boxes', 'detection_boxes', 'detection_classes', 'detection_scores', 'num_detections'],
  ...['generated_text', 'generated_texts', 'summary_text', 'translation_text', 'text', 'generation', 'generations'],
  ...['choices', 'message', 'content', 'tool_calls', 'completions', 'index', 'explanations', 'error', 'errors'],
])

/** What one record's numbers can stand below. */
const ofNumbers = [
  'score',
  'scores',
  'probability',
  'probabilities',
  'prediction',
  'predictions',
  'predicted',
  'pred',
  'outputs',
  'logits',
]

/** Says whether a list below this name is no list of one record's outputs. */
export const isReserved = (key: string): boolean => known.has(key) && !ofNumbers.includes(key)

const isNothing = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

/**
 * What fields hold besides the explained keys.
 *
 * @returns undefined if one of them is known: the reader must not claim the body
 */
export const besides = (fields: Fields, explained: readonly string[]): { rest?: Fields } | undefined =>
  othersOf(fields, (key) => explained.includes(key))

function othersOf(fields: Fields, isExplained: (key: string) => boolean): { rest?: Fields } | undefined {
  const others = Object.entries(fields).filter(([key, value]) => !isExplained(key) && !isUnused(key, value))
  if (others.some(([key]) => known.has(key)) || isPlaced(others.map(([key]) => key))) return undefined
  return others.length === 0 ? {} : { rest: Object.fromEntries(others) }
}

/** A place and a size: a box whose order is not sure is none of anything else. */
const isPlaced = (keys: string[]) =>
  ['x', 'y'].every((key) => keys.includes(key)) && (keys.includes('width') || keys.includes('w'))

/** `"tool_calls": []`, `"label": null`. */
const isUnused = (key: string, value: unknown) => known.has(key) && isNothing(value)

/** Objects of one form have fewer keys than this together. A list for each key of thousands would fill the memory. */
const mostKeys = 200

/** What each item of a list holds besides, as one list for each key; null for an item without it. */
export function besidesEach(items: Fields[], explained: readonly string[]): { rest?: Fields } | undefined {
  const all = new Set(explained)
  const rests = items.map((item) => othersOf(item, (key) => all.has(key)))
  if (!rests.every((one) => one !== undefined)) return undefined
  const keys = new Set(rests.flatMap(({ rest = {} }) => Object.keys(rest)))
  if (keys.size === 0) return {}
  if (keys.size > mostKeys) return undefined
  const listOf = (key: string) => rests.map(({ rest }) => rest?.[key] ?? null)
  return { rest: Object.fromEntries([...keys].map((key) => [key, listOf(key)])) }
}

/** Both together; undefined if they name the same key, as one would hide the other. */
export function withRest<T extends { rest?: Fields }>(found: T, rest: Fields | undefined): T | undefined {
  if (!rest || Object.keys(rest).length === 0) return found
  if (found.rest && Object.keys(rest).some((key) => key in (found.rest ?? {}))) return undefined
  return { ...found, rest: { ...rest, ...found.rest } }
}

/** What is left of one member: `{"usage": {…}}` with the parts that nobody explains. */
export function leftOf(name: string, value: unknown, explained: readonly string[]): Fields {
  if (!isFields(value)) return value === undefined || isNothing(value) ? {} : { [name]: value }
  const others = Object.entries(value).filter(([key, one]) => !explained.includes(key) && !isNothing(one))
  return others.length === 0 ? {} : { [name]: Object.fromEntries(others) }
}

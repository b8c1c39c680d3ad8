/** What a registered model package says. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html */
import type { Task } from '../../contract/contract'
import type { ModelFacts, PackageFacts } from '../facts'
import type { Finding, Sureness } from '../finding'
import { readingOfTask } from '../hugging-face-task'
import { inputsOfShapes } from '../input-shapes'
import { chat, image, otherJson, type Reading, rows, tensors, text } from '../readings'
import { readingsOfTypes } from './content-types'

/** The values that CreateModelPackage documents for Task. */
const byTask: Record<string, () => Reading[]> = {
  IMAGE_CLASSIFICATION: () => [image('classification')],
  OBJECT_DETECTION: () => [image('detection')],
  IMAGE_SEGMENTATION: () => [image()],
  TEXT_GENERATION: () => [text({ task: 'generation', sample: 'Once upon a time' }), chat()],
  FILL_MASK: () => [readingOfTask('fill-mask') ?? text()],
}

/** A class or a number can be predicted of anything: the domain says of what. */
const byDomain: Record<string, (task?: Task) => Reading[]> = {
  MACHINE_LEARNING: (task) => [rows(task ? { task } : {})],
  COMPUTER_VISION: (task) => [image(task), tensors()],
  NATURAL_LANGUAGE_PROCESSING: (task) => [text(task ? { task } : {}), otherJson(), chat()],
}

const plainTasks: Record<string, Task> = { CLASSIFICATION: 'classification', REGRESSION: 'regression' }

/**
 * The benchmarked models that a package can name as nearest to its own.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_RecommendationJobContainerConfig.html
 */
const byNearest: [RegExp, () => Reading[]][] = [
  [/^(xgboost|sagemaker-scikit-learn)/, () => [rows()]],
  [/^(faster-rcnn|yolo|retinanet|ssd)/, () => [image('detection'), tensors()]],
  [/^(unet|mask-rcnn)/, () => [image(), tensors()]],
  [
    /^(efficientnet|nasnet|vgg|inception|densenet|resnet|xception|mobilenet)/,
    () => [image('classification'), tensors()],
  ],
  [/^(bert|distilbert|roberta)/, () => [text(), otherJson()]],
]

/** The two frameworks of the list whose models take rows; the image says it of the others, if anything does. */
const tabular = /^(XGBOOST|SAGEMAKER-SCIKIT-LEARN)$/i

const said = (source: string, sure: Sureness, readings: Reading[], more: Partial<Finding> = {}): Finding[] =>
  readings.length > 0 ? [{ source: `the model package’s ${source}`, sure, readings, ...more }] : []

export const detectPackage = ({ modelPackage }: ModelFacts): Finding[] =>
  modelPackage ? [ofTask, ofDomain, ofTypes, ofNearest, ofFramework, ofShapes].flatMap((one) => one(modelPackage)) : []

function ofTask({ task: name = '', domain = '' }: PackageFacts): Finding[] {
  const plain = plainTasks[name]
  if (!plain) {
    const readings = byTask[name]?.() ?? []
    const task = readings.length === 1 ? readings[0]?.task : undefined
    return said(`task ${name}`, readings.length > 1 ? 'unsure' : 'stated', readings, { task })
  }
  const readings = byDomain[domain]?.(plain) ?? []
  const [only] = readings
  if (!only) return [{ source: `the model package’s task ${name}`, sure: 'unsure', task: plain }]
  return said(`task ${name}`, readings.length === 1 ? 'stated' : 'unsure', readings, { task: plain })
}

/** Narrows what other sources leave open, and contradicts none that is sure. */
const ofDomain = ({ task = '', domain = '' }: PackageFacts): Finding[] =>
  byTask[task] || plainTasks[task] ? [] : said(`domain ${domain}`, 'unsure', byDomain[domain]?.() ?? [])

function ofTypes({ contentTypes = [] }: PackageFacts): Finding[] {
  const listed = readingsOfTypes(contentTypes)
  if (contentTypes.length === 0) return []
  return [
    {
      source: 'the model package’s content types',
      sure: listed.length === 1 ? 'stated' : 'unsure',
      readings: listed,
      contentTypes,
    },
  ]
}

const ofNearest = ({ nearest = '' }: PackageFacts): Finding[] =>
  said(`nearest model ${nearest}`, 'unsure', byNearest.find(([name]) => name.test(nearest))?.[1]() ?? [])

const ofFramework = ({ framework = '' }: PackageFacts): Finding[] =>
  tabular.test(framework) ? said(`framework ${framework}`, 'unsure', [rows()]) : []

function ofShapes({ shapes, framework = '' }: PackageFacts): Finding[] {
  const found = shapes === undefined ? undefined : inputsOfShapes(shapes, /tensorflow|keras/i.test(framework))
  return found ? said('input shapes', 'unsure', found.readings, { features: found.features }) : []
}

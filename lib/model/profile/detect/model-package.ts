/** What a registered model package says. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html */
import type { Task } from '../../contract/contract'
import type { ModelFacts } from '../facts'
import type { Finding } from '../finding'
import { readingOfTask } from '../hugging-face-task'
import { chat, image, type Reading, rows, text } from '../readings'
import { readingsOfTypes } from './content-types'

/** The values that CreateModelPackage documents for Task. */
const byTask: Record<string, () => Reading[]> = {
  IMAGE_CLASSIFICATION: () => [image('classification')],
  OBJECT_DETECTION: () => [image('detection')],
  IMAGE_SEGMENTATION: () => [image()],
  TEXT_GENERATION: () => [text({ task: 'generation', sample: 'Once upon a time' }), chat()],
  FILL_MASK: () => [readingOfTask('fill-mask') ?? text()],
  CLASSIFICATION: () => [rows({ task: 'classification' })],
  REGRESSION: () => [rows({ task: 'regression' })],
}

/** A class or a number can be predicted of anything, so only the domain of tables says that rows are meant. */
const isTabular = ({ domain }: { domain?: string }) => domain === 'MACHINE_LEARNING'

export function detectPackage({ modelPackage }: ModelFacts): Finding[] {
  if (!modelPackage) return []
  const { task: name = '', contentTypes = [] } = modelPackage
  const readings = byTask[name]?.() ?? []
  const onlyTask = /^(CLASSIFICATION|REGRESSION)$/.test(name) && !isTabular(modelPackage)
  const task: Task | undefined = readings.length === 1 ? readings[0]?.task : undefined
  const listed = readingsOfTypes(contentTypes)
  return [
    ...(readings.length > 0
      ? [
          {
            source: `the model package’s task ${name}`,
            sure: readings.length > 1 || onlyTask ? ('unsure' as const) : ('stated' as const),
            ...(onlyTask ? {} : { readings }),
            task,
          },
        ]
      : []),
    ...(contentTypes.length > 0
      ? [
          {
            source: 'the model package’s content types',
            sure: listed.length === 1 ? ('stated' as const) : ('unsure' as const),
            readings: listed,
            contentTypes,
          },
        ]
      : []),
  ]
}

'use client'

import { useMemo, useState } from 'react'
import { keyHeaderWords } from '@/lib/spec/api-parts/key-header'
import type { WiringSpec } from '@/lib/spec/spec'
import { cn } from '../../ui/cn'
import type { Trial } from '../contract/use-first-try'
import { Advanced } from '../settings/advanced'
import type { ControlProps } from '../settings/controls/control-of'
import { questionPaths } from '../settings/settings'
import { keyHeaderIn } from '../values/access-values'
import { valuesOf } from '../values/form-values'
import { AccessFields, accessNames } from './access-question'
import { ModelQuestion } from './model-question'
import { Question } from './question'
import { RequiredTags } from './required-tags'
import { UrlFields } from './url-question'
import type { TestSample } from './use-sample-test'

interface QuestionsProps extends ControlProps {
  spec: WiringSpec
  invokeUrl?: string
  unsure: boolean
  onChosen: () => void
  testSample: TestSample
  trial: Trial
}

type Name = 'model' | 'access' | 'url'

/** The three questions and Advanced. While Advanced is open each question is one line, so that the screen still fits. */
export function Questions({ spec, invokeUrl, unsure, onChosen, testSample, trial, ...props }: QuestionsProps) {
  const { from, values } = props
  const [folded, setFolded] = useState(false)
  const [opened, setOpened] = useState<Record<Name, boolean>>({ model: false, access: false, url: false })
  const defaults = useMemo(() => valuesOf(from.defaults, from.targets, true), [from.defaults, from.targets])
  const start = useMemo(
    () => valuesOf(from.base, from.targets, !from.deployed),
    [from.base, from.targets, from.deployed],
  )
  const placing = (name: Name) => ({
    folded,
    opened: opened[name],
    onOpen: (open: boolean) => setOpened({ ...opened, [name]: open }),
    wrong: questionPaths[name].some((path) => props.problems[path as keyof typeof values] !== undefined),
  })
  const isSame = (...names: (keyof typeof values)[]) =>
    names.every((name) => JSON.stringify(values[name]) === JSON.stringify(start[name]))
  const { accessKind, rateLimit, burstLimit, stage, resourcePath } = values
  const adopted = from.base.adopted !== undefined
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div
        className={cn(
          'grid grid-cols-[minmax(0,1fr)]',
          folded ? 'rounded-card border border-line bg-surface' : 'gap-6',
        )}
      >
        <ModelQuestion
          {...props}
          {...placing('model')}
          spec={spec}
          unsure={unsure}
          onChosen={onChosen}
          testSample={testSample}
          trial={trial}
        />
        <Question
          {...placing('access')}
          number={2}
          title="Who can call it?"
          subject="who can call it"
          field="accessKind"
          found={
            isSame(...(questionPaths.access as (keyof typeof values)[])) ? (
              adopted || from.deployed ? (
                'As deployed'
              ) : (
                `${accessNames[accessKind]}, ${from.accessReason ?? 'the default for a new API'}`
              )
            ) : (
              <Changed />
            )
          }
          brief={`${adopted ? 'As its owner set it' : accessNames[accessKind]}${accessKind === 'key' ? ` · ${keyHeaderWords[keyHeaderIn(values)]}` : ''} · ${rateLimit} req/s, burst ${burstLimit}`}
        >
          <AccessFields {...props} />
        </Question>
        <Question
          {...placing('url')}
          number={3}
          title="What is its URL?"
          subject="its URL"
          field="resourcePath"
          found={
            isSame('stage', 'resourcePath') ? (
              from.deployed || adopted ? (
                'As deployed'
              ) : (
                'Path taken from the endpoint name'
              )
            ) : (
              <Changed />
            )
          }
          brief={
            <span className="font-mono text-12">
              /{stage}/{resourcePath}
            </span>
          }
        >
          <UrlFields {...props} invokeUrl={invokeUrl} />
          {from.requiredTags && (
            <RequiredTags required={from.requiredTags} values={values} problem={props.problems.tags} />
          )}
        </Question>
      </div>
      <div className={folded ? '' : 'md:pl-[34px]'}>
        <Advanced
          {...props}
          defaults={defaults}
          open={folded}
          onOpenChange={(open) => {
            setFolded(open)
            setOpened({ model: false, access: false, url: false })
          }}
        />
      </div>
    </div>
  )
}

const Changed = () => (
  <span className="inline-flex items-center gap-1.5 text-upd-f">
    <span aria-hidden className="size-1.5 rounded-full bg-upd-d" />
    Changed
  </span>
)

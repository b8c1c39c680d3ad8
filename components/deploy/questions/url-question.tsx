'use client'

import { useFormContext } from 'react-hook-form'
import { cn } from '../../ui/cn'
import type { ControlProps } from '../settings/controls/control-of'
import type { DeployValues } from '../values/form-values'

interface UrlFieldsProps extends ControlProps {
  /** The invoke URL of the plan; absent until there is one. */
  invokeUrl?: string
}

/** The URL as one line: what AWS gives is grey, what a person chooses is edited in place. */
export function UrlFields({ from, values, problems, invokeUrl }: UrlFieldsProps) {
  const depth = from.base.routes[0].resourcePath.split('/').length
  return (
    <>
      <div className="flex min-h-10 flex-wrap items-center rounded-ctl border border-line-ctl bg-surface px-3 py-1 font-mono text-code text-fg-3 tracking-tight">
        <span className="break-all">{invokeUrl ? `${beforeStage(invokeUrl, depth)}/` : 'https://…/'}</span>
        <Part name="stage" label="Stage" value={values.stage} problem={problems.stage} />
        <span>/</span>
        <Part name="resourcePath" label="Resource path" value={values.resourcePath} problem={problems.resourcePath} />
      </div>
      {(['stage', 'resourcePath'] as const).map(
        (name) =>
          problems[name] && (
            <p key={name} id={`${name}-problem`} role="alert" className="-mt-1 text-12 text-bad-f">
              {name === 'stage' ? 'Stage' : 'Resource path'}: {problems[name]}
            </p>
          ),
      )}
      <p className="-mt-1 text-12 text-fg-3">
        Click a part to edit it.
        {invokeUrl?.includes('{restapi_id}') && ' AWS gives the API its id when it is created; it never changes.'}
      </p>
    </>
  )
}

/** @param depth parts of the resource path */
const beforeStage = (invokeUrl: string, depth: number): string =>
  invokeUrl
    .split('/')
    .slice(0, -1 - depth)
    .join('/')

interface PartProps {
  name: 'stage' | 'resourcePath'
  label: string
  value: string
  problem?: string
}

function Part({ name, label, value, problem }: PartProps) {
  const { register } = useFormContext<DeployValues>()
  return (
    <input
      aria-label={label}
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem ? `${name}-problem` : undefined}
      autoComplete="off"
      spellCheck={false}
      size={Math.max(4, value.length + 1)}
      className={cn(
        'mx-1 min-h-7 min-w-0 max-w-full rounded-t-chip border-accent border-b-2 bg-accent-soft px-1.5 font-medium text-fg max-md:min-h-9 max-md:text-16',
        problem && 'border-bad-d',
      )}
      {...register(name)}
    />
  )
}

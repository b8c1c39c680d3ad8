import { CopyButton } from '../ui/text/copy-button'
import { healthOf, sentenceOf } from './check-look'
import { HealthBadge } from './health'
import { FieldList } from './plan/field-list'
import { resourceLook } from './resource-look'
import type { ResourceView } from './types'

/** Every resource of the wiring with its ARN; what differs stands under the name. */
export function ResourceList({ resources }: { resources: ResourceView[] }) {
  return (
    <ul>
      {resources.map((one) => {
        const { word, icon: Icon } = resourceLook[one.type]
        return (
          <li
            key={`${one.type} ${one.name}`}
            className="grid grid-cols-[16px_150px_minmax(0,1fr)_96px_var(--ctl-s)] items-center gap-x-3 border-line border-t px-4 py-1.5 max-md:grid-cols-[16px_minmax(0,1fr)_auto_var(--ctl-s)]"
          >
            <Icon aria-hidden className="size-4 text-fg-3" />
            <span className="text-fg-2">{word}</span>
            <span className="min-w-0 max-md:col-span-3 max-md:col-start-2 max-md:row-start-2">
              <span title={one.arn ?? one.name} className="block truncate font-mono text-12">
                {one.arn ?? one.name}
              </span>
              {one.health !== 'healthy' && one.fields.length > 0 ? (
                <FieldList fields={one.fields} />
              ) : (
                !(one.health === 'healthy' && one.unchecked) && (
                  <span className="block truncate text-12 text-fg-2">
                    {one.health === 'healthy' ? one.fact : (one.why ?? one.fact)}
                  </span>
                )
              )}
              {one.unchecked && (
                <span className="block text-12 text-fg-2">{one.unchecked.map(sentenceOf).join(' ')}</span>
              )}
            </span>
            <HealthBadge health={healthOf(one)} />
            {one.arn && (
              <CopyButton iconOnly text={one.arn} label={`Copy ARN of ${word} ${one.name}`} said="ARN copied" />
            )}
          </li>
        )
      })}
    </ul>
  )
}

import { Globe, Layers, type LucideIcon, Server, Shield, Workflow, Zap } from 'lucide-react'
import type { Hop, Walk } from '@/lib/wiring/adopt/types'
import { Badge } from '../ui/badge'
import { Card, CardHeader } from '../ui/card'
import { Note } from '../ui/state/note'
import { Mark } from '../ui/state/status'
import { UrlBlock } from '../ui/text/url-block'

const looks: Record<Hop['name'], { word: string; icon: LucideIcon }> = {
  api: { word: 'REST API', icon: Layers },
  integration: { word: 'Integration', icon: Workflow },
  function: { word: 'Lambda function', icon: Zap },
  role: { word: 'IAM role', icon: Shield },
  endpoint: { word: 'SageMaker endpoint', icon: Server },
}

/** The road of a call, hop by hop, as far as it leads. */
export function HopList({ walk }: { walk: Walk }) {
  return (
    <Card aria-labelledby="hops">
      <CardHeader id="hops" title="What is behind it" />
      <div className="grid gap-3 p-4">
        <UrlBlock method={walk.method || 'ANY'} url={walk.invokeUrl} copyLabel="Copy URL" />
        <ol className="grid gap-2">
          {walk.hops.map((hop) => {
            const { word, icon: Icon } = looks[hop.name]
            return (
              <li
                key={hop.name}
                className="grid grid-cols-[16px_150px_minmax(0,1fr)_auto] items-center gap-x-3 max-md:grid-cols-[16px_minmax(0,1fr)_auto]"
              >
                <Icon aria-hidden className="size-4 text-fg-3" />
                <span className="text-fg-2">{word}</span>
                <span className="min-w-0 max-md:col-span-2 max-md:col-start-2 max-md:row-start-2">
                  <span className="block break-all font-mono text-12">{hop.found ?? 'not found'}</span>
                  <span className="block text-12 text-fg-2">{hop.broken ?? hop.fact}</span>
                </span>
                <Badge
                  tone={hop.broken ? 'bad' : 'ok'}
                  variant="bare"
                  mark={<Mark shape={hop.broken ? 'cross' : 'dot'} />}
                >
                  {hop.broken ? 'Broken' : 'There'}
                </Badge>
              </li>
            )
          })}
        </ol>
        {walk.neighbours.length > 0 && (
          <Note tone="info" icon={<Globe aria-hidden />} title="This API holds other routes.">
            They are never touched: <span className="mono break-all">{walk.neighbours.join(', ')}</span>
          </Note>
        )}
        {walk.unpublished.length > 0 && (
          <Note tone="warn" title="The API has changes that its stage does not serve yet.">
            A deployment publishes the whole API, these included:{' '}
            <span className="mono break-all">{walk.unpublished.map(({ field }) => field).join(', ')}</span>
          </Note>
        )}
      </div>
    </Card>
  )
}

import type { Cost, Traffic } from '@/lib/cost/cost-of'
import { type Idle, idleInWords } from '@/lib/cost/idle'
import { meansInWords } from '@/lib/cost/means'
import { formatMoney, formatMonth } from '@/lib/cost/money'
import { type CostSubject, monthOf } from '@/lib/cost/month-of'
import { formatNumber } from '@/lib/locale'
import { plural } from '@/lib/plural'
import type { Failure } from '@/lib/result'
import { Card, CardHeader, Facts } from '../ui/card'
import { Note } from '../ui/state/note'
import { Unread } from '../ui/state/unread'
import { MonthLine } from './month-line'

export interface CostCardProps extends CostSubject {
  cost: Cost
  traffic: Traffic
  /** An address answers the URL, so its calls are no predictions of the endpoint. */
  isElsewhere: boolean
  /** Why calls of Portico's own could not be counted, and so not be taken off. */
  ownLost?: Failure
}

const count = (value: number): string => formatNumber(Math.round(value))

/** What it costs, from AWS's price list and the traffic of the last 30 days. */
export function CostCard(props: CostCardProps) {
  const { cost, traffic, hasUrl, isServerless, hasFunction, hasCache, hasAlarms, isElsewhere, ownLost } = props
  const month = monthOf(cost, traffic, props)
  const always = cost.hour !== undefined && cost.hour > 0
  const { currency } = cost
  const means = meansInWords(traffic)
  const money = (value: number | undefined): string =>
    value === undefined ? 'not in the price list' : formatMoney(value, currency)
  const perCall = (calls: number, value: number | undefined) => (calls === 0 ? 'nobody called' : money(value))
  return (
    <Card aria-labelledby="cost">
      <CardHeader id="cost" title="Cost" meta="on demand, before taxes and savings plans" />
      {month && month.total > 0 && <MonthLine month={month} currency={currency} />}
      <Facts
        className="px-4 py-2.5"
        items={[
          ...(cost.hour === 0 && isServerless
            ? []
            : [
                { name: 'Endpoint, an hour', value: money(cost.hour) },
                { name: 'Endpoint, a month', value: money(cost.month) },
              ]),
          ...(isServerless
            ? [{ name: 'Model, per 1,000', value: perCall(traffic.predictions, cost.serverlessPerThousand) }]
            : []),
          ...(hasUrl
            ? [
                { name: 'Gateway, per 1,000', value: money(cost.gatewayPerThousand) },
                ...(hasFunction
                  ? [
                      {
                        name: 'Function, per 1,000',
                        value: perCall(traffic.lambdaMs === undefined ? 0 : 1, cost.lambdaPerThousand),
                      },
                    ]
                  : []),
              ]
            : []),
          ...(hasCache ? [{ name: 'Cache, a month', value: money(cost.cacheMonth) }] : []),
          ...(hasAlarms ? [{ name: 'Alarms, a month', value: money(cost.alarmsMonth) }] : []),
          { name: 'Predictions, 30 days', value: count(traffic.predictions) },
          ...(isElsewhere ? [] : [{ name: 'A prediction', value: perCall(traffic.predictions, cost.perPrediction) }]),
          ...(cost.asServerless
            ? [
                {
                  name: `As serverless, ${cost.asServerless.gb} GB`,
                  value: `${formatMonth(cost.asServerless.month, currency)} a month`,
                },
              ]
            : []),
        ]}
      />
      {ownLost ? (
        <div className="px-4 pb-2.5 text-12">
          <p className="text-warn-f">
            These numbers include some calls of Portico’s own, because Portico could not publish their count to
            CloudWatch.
          </p>
          <Unread failure={ownLost} />
        </div>
      ) : (
        traffic.ownPredictions > 0 && (
          <p className="px-4 pb-2.5 text-12 text-fg-3">
            Without {plural(Math.round(traffic.ownPredictions), 'call')} of Portico’s own: deploys, traces and the
            playground.
          </p>
        )
      )}
      {means && <p className="px-4 pb-2.5 text-12 text-fg-3">{means}</p>}
      <div className="grid gap-2 px-4 pb-4 empty:hidden">
        {cost.missing.length > 0 && (
          <Note tone="info" title={`The price list has no price for ${cost.missing.join(', ')}.`}>
            So Portico shows no total. The price might be new or by agreement.
          </Note>
        )}
        {cost.hourAsConfigured !== undefined && (
          <Note tone="info" title="No instance is running, so SageMaker bills none.">
            As configured the endpoint costs {formatMoney(cost.hourAsConfigured, currency)} an hour once it is in
            service.
          </Note>
        )}
        {always && traffic.idle && (
          <IdleNote idle={traffic.idle} month={cost.month === undefined ? undefined : money(cost.month)} />
        )}
      </div>
    </Card>
  )
}

/** An endpoint that nobody calls costs what a busy one does. */
const IdleNote = ({ idle, month }: { idle: Idle; month?: string }) => (
  <Note tone="warn" title={`${idleInWords(idle)}.`}>
    Its instances or its provisioned concurrency are still billed{month && `, ${month} a month`}. Delete the endpoint in
    SageMaker if nobody needs it; its model stays.
  </Note>
)

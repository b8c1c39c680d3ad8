'use client'

import { CircleX } from 'lucide-react'
import { useId } from 'react'
import { useFormContext } from 'react-hook-form'
import { queryNameOf, type RequestShape } from '@/lib/model/requests/request-shape'
import { Checkbox } from '../../ui/checkbox'
import { RadioList } from '../../ui/radio-list'
import type { DeployValues, Problems } from '../values/form-values'

interface RequestOptionsProps {
  values: DeployValues
  problems: Problems
  /** Set for an API that somebody else made: only the function's part is a choice. */
  adopted: boolean
}

/** What callers can send, and which form of answer they get. */
export function RequestOptions({ values, problems, adopted }: RequestOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  const heading = useId()
  const { request, response, input } = values
  const change = (part: Partial<RequestShape>) => setValue('request', { ...request, ...part })
  const isRows = input.kind === 'rows'
  const read = values.integrationKind === 'lambda'
  return (
    <section aria-labelledby={heading} className="grid grid-cols-[minmax(0,1fr)] gap-4 border-line border-t pt-4">
      <h4 id={heading} className="font-semibold">
        Request and answer
      </h4>
      {!adopted && (
        <RadioList
          label="Methods"
          value={request.methods}
          onValueChange={(methods) => change({ methods: methods as RequestShape['methods'] })}
          items={[
            { value: 'any', label: 'GET and POST', hint: 'A row fits the URL, many rows fit a body' },
            { value: 'get', label: 'GET only', hint: 'No bodies: a URL has 10,240 characters' },
            { value: 'post', label: 'POST only', hint: 'No rows in browser history; no link to paste' },
          ]}
        />
      )}
      {!adopted && isRows && values.integrationKind !== 'direct' && (
        <Checkbox
          label={`Require ?${values.queryParameter}=`}
          hint="The gateway refuses what comes without it, before a function is paid for. POST bodies come without it, and are refused."
          checked={request.required}
          onCheckedChange={(checked) => change({ required: checked === true })}
        />
      )}
      {read && isRows && (
        <RadioList
          label="What is read"
          value={request.form}
          onValueChange={(form) => change({ form: form as RequestShape['form'] })}
          items={[
            { value: 'rows', label: 'Rows', hint: 'CSV or {"data": [[…]]}; other JSON reaches the model as it is' },
            { value: 'named', label: 'Rows and named features', hint: namedHint(values) },
            {
              value: 'raw',
              label: 'Nothing: bodies pass',
              hint: 'Bodies, Content-Type and Accept reach the model unchanged; a wrong body costs a call of it',
            },
          ]}
        />
      )}
      {read && !adopted && isRows && (
        <Checkbox
          label="Validate JSON bodies at the gateway"
          hint={`A body that does not fit the columns is refused before a function is paid for, as “Invalid request body” without a reason. Only application/json is looked at; CSV passes.${request.form === 'named' ? ' JSON is then one object with the names exactly as above.' : ''}`}
          checked={request.validateBody}
          onCheckedChange={(checked) => change({ validateBody: checked === true })}
        />
      )}
      <Problem text={problems.request} />
      {read && (
        <RadioList
          label="Answer"
          value={response.form}
          onValueChange={(form) =>
            setValue('response', { ...response, form: form === 'normalised' ? 'normalised' : 'model' })
          }
          items={[
            {
              value: 'model',
              label: 'The model’s own',
              hint: 'Unchanged; normalised for a caller whose Accept is application/vnd.portico.prediction+json',
            },
            {
              value: 'normalised',
              label: 'Normalised JSON',
              hint: '{"predictions": [{"label", "score", …}]} for any model; callers who read the model’s own form must name its type by Accept',
            },
          ]}
        />
      )}
      <Problem text={problems.response} />
    </section>
  )
}

function namedHint({ features }: DeployValues): string {
  const [first = 'sepal_length', second = 'sepal_width'] = features.flatMap(
    ({ feature }) => queryNameOf(feature.name) ?? [],
  )
  return `?${first}=…&${second}=… or JSON objects, in any order and with defaults; renaming a column breaks callers`
}

const Problem = ({ text }: { text?: string }) =>
  text && (
    <p role="alert" className="-mt-2 flex gap-1.5 text-12 text-bad-f">
      <CircleX aria-hidden className="mt-0.5 size-3 shrink-0" />
      {text}
    </p>
  )

'use client'

import { useFormContext } from 'react-hook-form'
import { featureOf } from '@/lib/model/contract/column-value'
import { enforcedWords } from '@/lib/model/contract/enforced-words'
import { isBodyless } from '@/lib/model/requests/build-request'
import { queryNameOf, type RequestShape, type ResponseShape } from '@/lib/model/requests/request-shape'
import { Tick } from '../../../ui/form/checkbox'
import { RadioList, type RadioListProps } from '../../../ui/form/radio-list'
import type { DeployValues } from '../../values/form-values'
import type { requestSettings } from '../list/request'
import type { SettingControl } from './control'
import { TextControl } from './fields'

export const requestControls: Record<(typeof requestSettings)[number]['id'], SettingControl> = {
  methods: {
    below: ({ labelId }) => (
      <ShapeRadios
        part="request.methods"
        labelledBy={labelId}
        items={[
          { value: 'any', label: 'GET and POST', hint: 'A row fits the URL, many rows fit a body' },
          { value: 'get', label: 'GET only', hint: 'No bodies: a URL has 10,240 characters' },
          { value: 'post', label: 'POST only', hint: 'No rows in browser history; no link to paste' },
        ]}
      />
    ),
  },
  queryParameter: {
    control: () => <TextControl name="queryParameter" className="w-40" />,
    below: ({ values: { queryParameter, sampleRow, request } }) => (
      <p className="text-12 text-fg-2">
        Callers send{' '}
        <code className="break-all">
          ?{queryParameter}={sampleRow || '5.1,3.5,1.4,0.2'}
        </code>
        .{isBodyless(request) ? '' : ' A POST body works too.'}
      </p>
    ),
  },
  required: { control: () => <ShapeTick part="required" /> },
  requestForm: {
    below: ({ labelId, values }) => (
      <ShapeRadios
        part="request.form"
        labelledBy={labelId}
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
    ),
  },
  enforce: {
    control: () => <ShapeTick part="enforce" />,
    below: ({ values: { features, integrationKind } }) => (
      <p className="text-12 text-fg-2">{enforcedWords(features.map(featureOf), integrationKind === 'direct')}</p>
    ),
  },
  validateBody: {
    control: () => <ShapeTick part="validateBody" />,
    below: ({ values: { request } }) =>
      request.validateBody && (
        <p className="text-12 text-fg-2">
          The refusal is “Invalid request body” without a reason. Only application/json is looked at; CSV passes.
          {request.form === 'named' && ' JSON is then one object with the names exactly as above.'}
        </p>
      ),
  },
  responseForm: {
    below: ({ labelId }) => (
      <ShapeRadios
        part="response.form"
        labelledBy={labelId}
        items={[
          {
            value: 'model',
            label: 'The model’s own',
            hint: 'Unchanged; normalized for the Accept header application/vnd.portico.prediction+json',
          },
          {
            value: 'normalised',
            label: 'Normalized JSON',
            hint: '{"predictions": [{"label", "score", …}]} for any model; callers who read the model’s own form must name its type by Accept',
          },
        ]}
      />
    ),
  },
}

function ShapeTick({ part }: { part: 'required' | 'validateBody' | 'enforce' }) {
  const { watch, setValue } = useFormContext<DeployValues>()
  const request = watch('request')
  return (
    <Tick
      checked={request[part] === true}
      onCheckedChange={(checked) => setValue('request', { ...request, [part]: checked === true })}
    />
  )
}

interface ShapeRadiosProps extends Pick<RadioListProps, 'labelledBy' | 'items'> {
  part: 'request.methods' | 'request.form' | 'response.form'
}

function ShapeRadios({ part, ...list }: ShapeRadiosProps) {
  const { watch, setValue } = useFormContext<DeployValues>()
  const [whole, name] = part.split('.') as ['request' | 'response', string]
  const shape: RequestShape | ResponseShape = watch(whole)
  return (
    <RadioList
      {...list}
      value={watch(part)}
      onValueChange={(next) => setValue(whole, { ...shape, [name]: next } as RequestShape & ResponseShape)}
    />
  )
}

function namedHint({ features }: DeployValues): string {
  const [first = 'sepal_length', second = 'sepal_width'] = features.flatMap(
    ({ feature }) => queryNameOf(feature.name) ?? [],
  )
  return `?${first}=…&${second}=… or JSON objects, in any order and with defaults; renaming a column breaks callers`
}

'use client'

import { Suspense, use } from 'react'
import { useFormContext } from 'react-hook-form'
import { formatMoney } from '@/lib/cost/money'
import { authorizerPerThousand } from '@/lib/cost/wiring-cost'
import { type KeyHeader, keyHeaders, keyHeaderWords } from '@/lib/spec/api-parts/key-header'
import { Field } from '../../ui/form/field'
import { Select } from '../../ui/form/select'
import type { StartingPoint } from '../starting-point'
import { keyHeaderIn } from '../values/access-values'
import type { DeployValues, Problems } from '../values/form-values'

export interface KeyHeaderProps {
  values: DeployValues
  problems: Problems
  prices: StartingPoint['prices']
}

const meaning: Record<KeyHeader, string> = {
  'x-api-key': 'API Gateway reads the key itself.',
  authorization:
    'Clients of OpenAI send it so. An authorizer, a small Lambda function, passes the key on. It runs once a minute for each key, and once for each wrong key that has the form of one.',
  both: 'An authorizer passes the key on. Two headers leave it without a cache, so it runs for each call.',
}

/** In which header callers send their keys, and what that costs. */
export function KeyHeaderField({ values, problems, prices }: KeyHeaderProps) {
  const { setValue } = useFormContext<DeployValues>()
  const header = keyHeaderIn(values)
  return (
    <Field
      label="Callers send the key as"
      error={problems.keyHeader}
      hint={
        <>
          {meaning[header]}
          {header === 'both' && (
            <Suspense>
              <AuthorizerPrice prices={prices} />
            </Suspense>
          )}
        </>
      }
    >
      <Select
        value={header}
        onValueChange={(next) => setValue('keyHeader', next as KeyHeader)}
        options={keyHeaders.map((value) => ({ value, label: keyHeaderWords[value] }))}
      />
    </Field>
  )
}

function AuthorizerPrice({ prices }: Pick<KeyHeaderProps, 'prices'>) {
  const read = use(prices)
  const price = read.ok ? authorizerPerThousand(read.value) : undefined
  if (!read.ok || price === undefined) return ' The price of a Lambda invocation is unknown.'
  return ` One Lambda invocation more: ${formatMoney(price, read.value.currency)} per 1,000 calls.`
}

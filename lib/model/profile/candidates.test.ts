import { expect, it } from 'vitest'
import { candidatesOf } from './candidates'
import type { Finding } from './finding'
import { merged } from './profile'
import { chat, rows, text } from './readings'

const of = (findings: Finding[]) => candidatesOf(merged(findings), findings)

it('says which source speaks for a kind and which against it', () => {
  const [one, other] = of([
    { source: 'the container’s name', sure: 'likely', readings: [text()] },
    { source: 'HF_TASK=summarization', sure: 'likely', readings: [chat()] },
  ])
  expect(one).toMatchObject({
    name: 'Text',
    speaksFor: ['The container’s name'],
    speaksAgainst: ['HF_TASK=summarization: chat messages'],
    request: { contentType: 'application/json', body: expect.stringContaining('weather') },
  })
  expect(other).toMatchObject({ name: 'Chat messages', speaksFor: ['HF_TASK=summarization'] })
})

it('has no request where nothing says what to send', () => {
  const candidates = of([])
  expect(candidates.map(({ name, request, speaksFor }) => [name, request, speaksFor])).toEqual([
    ['Rows of features', undefined, []],
    ['Other JSON', undefined, []],
  ])
  const [open] = of([{ source: 'an image of their own', sure: 'unsure', readings: [rows(), text()] }])
  expect(open?.speaksFor).toEqual(['An image of their own: leaves 2 kinds open'])
  const [known] = of([{ source: 'data capture', sure: 'stated', readings: [rows({ sample: '1,2' })] }])
  expect(known?.request).toEqual({ body: '1,2', contentType: 'text/csv' })
})

import { expect, it } from 'vitest'
import type { EndpointRow } from '@/lib/endpoints/types'
import { rowsCsv, rowsJson } from './export-rows'

const row: EndpointRow = {
  name: 'iris',
  arn: 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/iris',
  status: 'InService',
  createdAt: '2026-11-01T00:00:00.000Z',
  modifiedAt: '2026-11-02T00:00:00.000Z',
  publicApi: {
    state: 'live',
    restApiId: 'k3x9q2hd7f',
    stage: 'prod',
    resourcePath: 'iris',
    invokeUrl: 'https://k3x9q2hd7f.execute-api.us-east-1.amazonaws.com/prod/iris',
  },
}

it('writes a line for each row, and no formula', () => {
  const [head, first, end] = rowsCsv([
    { row, summary: { variantCount: 1, container: '=HYPERLINK("x")', capacity: '-1' }, facts: { hour: 0.115 } },
  ]).split('\r\n')
  expect(head).toMatch(/^name,arn,status,kind,.*,costPerHour,tags,createdAt,modifiedAt$/)
  expect(first).toContain(`"'=HYPERLINK(""x"")"`)
  expect(first).toContain(',0.115,')
  expect(end).toBe('')
})

it('writes JSON in which what is not read is absent, and what there is none of is null', () => {
  const [one] = JSON.parse(rowsJson([{ row: { ...row, publicApi: { state: 'none' } }, facts: { access: null } }]))
  expect(one).toMatchObject({ name: 'iris', publicApi: 'none', invokeUrl: null, access: null })
  expect(one).not.toHaveProperty('tags')
})

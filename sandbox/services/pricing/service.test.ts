import { GetProductsCommand, type GetProductsCommandInput } from '@aws-sdk/client-pricing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

const query = (input: Partial<GetProductsCommandInput>) =>
  account.pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonSageMaker', ...input }))
const is = (Field: string, Value: string) => ({ Type: 'TERM_MATCH' as const, Field, Value })

describe('GetProducts', () => {
  it('gives what fits every filter, each as JSON in a string', async () => {
    const filters = [is('regionCode', 'us-east-1'), is('instanceName', 'ml.m5.large'), is('component', 'Hosting')]
    const { PriceList = [] } = await query({ Filters: filters })
    expect(PriceList).toHaveLength(1)
    const product = JSON.parse(String(PriceList[0]))
    expect(product.product.attributes).toMatchObject({ usagetype: 'USE1-Host:ml.m5.large' })
    const [term] = Object.values(product.terms.OnDemand) as { priceDimensions: object }[]
    const [dimension] = Object.values(term?.priceDimensions ?? {})
    expect(dimension).toMatchObject({ unit: 'Hrs', pricePerUnit: { USD: expect.stringMatching(/^0\.\d+$/) } })
    expect((await query({ Filters: [is('regionCode', 'af-south-1')] })).PriceList).toEqual([])
  })
  it('is paged', async () => {
    const whole = (await query({})).PriceList?.map(String)
    const seen: string[] = []
    let NextToken: string | undefined
    do {
      const page = await query({ MaxResults: 7, NextToken })
      seen.push(...(page.PriceList ?? []).map(String))
      NextToken = page.NextToken
    } while (NextToken)
    expect(seen).toEqual(whole)
  })
  it.each([
    [{ ServiceCode: 'AmazonNothing' }, 'NotFoundException'],
    [{ Filters: [{ Type: 'CONTAINS' as const, Field: 'a', Value: 'b' }] }, 'InvalidParameterException'],
    [{ MaxResults: 101 }, 'InvalidParameterException'],
    [{ NextToken: '%' }, 'InvalidNextTokenException'],
  ])('refuses %j', async (input, name) => {
    await expect(query(input)).rejects.toMatchObject({ name })
  })
})

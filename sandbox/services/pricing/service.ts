/** The price list. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Operations_AWS_Price_List_Service.html */

import { AwsError } from '../../kernel/errors'
import { startOf, writeToken } from '../../kernel/page-token'
import type { Operation, Service } from '../../kernel/types'
import { type Product, priceListOf, written } from './price-list'

interface Filter {
  Type?: string
  Field?: string
  Value?: string
}

const invalid = (message: string) => new AwsError('InvalidParameterException', message)

function fits(product: Product, { Type, Field, Value }: Filter): boolean {
  if (Type !== 'TERM_MATCH') throw invalid(`Filter type ${Type} is not supported.`)
  const known: Record<string, string> = {
    ...product.attributes,
    ServiceCode: product.serviceCode,
    productFamily: product.productFamily,
  }
  return known[String(Field)] === Value
}

const getProducts: Operation = (input, { partition }) => {
  const { ServiceCode, Filters = [], FormatVersion = 'aws_v1', MaxResults = 100, NextToken } = input
  if (FormatVersion !== 'aws_v1') throw invalid(`FormatVersion ${FormatVersion} is not supported.`)
  const ofService = priceListOf(partition).filter((product) => product.serviceCode === ServiceCode)
  if (ofService.length === 0) throw new AwsError('NotFoundException', `No service with code ${ServiceCode} was found.`)
  const found = ofService.filter((product) => (Filters as Filter[]).every((filter) => fits(product, filter)))
  const list = `GetProducts ${JSON.stringify([ServiceCode, Filters])}`
  const start = startOf(list, NextToken, () => new AwsError('InvalidNextTokenException', 'The next token is invalid.'))
  const end = start + MaxResults
  return {
    FormatVersion,
    PriceList: found.slice(start, end).map(written),
    ...(end < found.length ? { NextToken: writeToken(list, end) } : {}),
  }
}

export const pricingService: Service = {
  signingName: 'pricing',
  protocol: 'json-1.1',
  targetPrefix: 'AWSPriceListService',
  operations: { GetProducts: getProducts },
}

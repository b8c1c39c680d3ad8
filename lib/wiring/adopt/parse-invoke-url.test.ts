import { describe, expect, it } from 'vitest'
import { parseInvokeUrl } from './parse-invoke-url'

const here = { region: 'us-east-1', template: 'http://127.0.0.1:4566/_aws/execute-api/{restApiId}/{stage}' }
const parse = (url: string) => parseInvokeUrl(url, here)

describe('an invoke URL', () => {
  it.each([
    'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/predict?data=5.1,3.5',
    '  https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/predict/?data=1&data=2 ',
    'http://127.0.0.1:4566/_aws/execute-api/a1b2c3d4e5/prod/predict?data=1',
  ])('%s', (url) => {
    expect(parse(url)).toEqual({
      ok: true,
      value: { restApiId: 'a1b2c3d4e5', stage: 'prod', path: '/predict', parameters: ['data'] },
    })
  })

  it.each([
    ['cn-north-1', 'https://a1.execute-api.cn-north-1.amazonaws.com.cn/prod/predict'],
    ['us-gov-west-1', 'https://a1.execute-api.us-gov-west-1.amazonaws.com/prod/predict'],
    ['eusc-de-east-1', 'https://a1.execute-api.eusc-de-east-1.amazonaws.eu/prod/predict'],
    ['us-iso-east-1', 'https://a1.execute-api.us-iso-east-1.c2s.ic.gov/prod/predict'],
  ])('of %s has the domain of its partition', (region, url) => {
    expect(parseInvokeUrl(url, { region })).toMatchObject({ ok: true, value: { restApiId: 'a1', stage: 'prod' } })
    expect(parseInvokeUrl(url.replace(/(amazonaws|c2s)[^/]*/, 'amazonaws.org'), { region }).ok).toBe(false)
  })

  it('keeps deeper paths, decoded, and no parameters', () => {
    const parsed = parse('https://a1.execute-api.us-east-1.amazonaws.com/v1/models/iris%2Cone')
    expect(parsed.ok && parsed.value).toMatchObject({ stage: 'v1', path: '/models/iris,one', parameters: [] })
  })

  it.each([
    ['', /not a URL/],
    ['predict', /not a URL/],
    ['https://api.acme.dev/predict', /not API Gateway's own/],
    ['https://a1.execute-api.us-east-1.amazonaws.com.evil.dev/prod/predict', /not API Gateway's own/],
    ['https://169.254.169.254/latest/meta-data', /not API Gateway's own/],
    ['https://a1.execute-api.eu-west-1.amazonaws.com/prod/predict', /in eu-west-1/],
    ['https://a1.execute-api.us-east-1.amazonaws.com', /no stage/],
    ['https://a1.execute-api.us-east-1.amazonaws.com/prod', /ends with its stage/],
    ['http://127.0.0.1:4566/_aws/execute-api//prod/predict', /not API Gateway's own/],
  ])('refuses %s, and says what to do', (url, message) => {
    const parsed = parse(url)
    expect(parsed.ok ? '' : parsed.error.message).toMatch(message)
    expect(parsed.ok ? '' : parsed.error.remedy).toBeTruthy()
  })
})

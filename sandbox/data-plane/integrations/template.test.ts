import { describe, expect, it } from 'vitest'
import type { GatewayRequest, Route, Trace } from '../types'
import { renderTemplate } from './template'

const rendered = (template: string, headers: [string, string][] = []) =>
  renderTemplate(template, 'a,b', 'response', {
    route: { resource: { path: '/iris' }, stage: 'prod' } as Route,
    request: { method: 'GET', rawPath: '/iris', rawQuery: 'row=1%2C2', headers } as GatewayRequest,
    trace: { requestId: 'id' } as Trace,
  })

describe('a template', () => {
  it.each<[string, string, [string, string][]]>([
    ['[$input.params().header.get("Origin")]', '[https://a.dev]', [['Origin', 'https://a.dev']]],
    // A map of Java's knows exact keys, and headers keep the case in which they were sent.
    ['#if($input.params().header.get("Origin"))yes#{else}no#end', 'no', [['origin', 'https://a.dev']]],
    ['[$input.params("Origin")]', '[]', [['origin', 'https://a.dev']]],
    ['$input.params("row") $input.params().querystring.get("row")', '1,2 1,2', []],
    ['$input.body', 'a,b', []],
    // Java's: a form's plus is a space, what is no UTF-8 has a sign of its own, and a pattern is one.
    ['$util.urlDecode("a+b%2Bc&%c3%a9%ff")', 'a b+c&é\ufffd', []],
    ['#set($text = "a\nb%")$text.matches("(?s).*%b?") $text.matches("%")', 'true false', []],
  ])('%s is %s', (template, text, headers) => expect(rendered(template, headers).text).toBe(text))

  it('fails on a broken escape, as Java does', () =>
    expect(() => rendered('$util.urlDecode("2%")')).toThrow(/Illegal hex characters/))

  it('can override a header once', () => {
    const set = (value: string) => `#set($context.responseOverride.header.Vary = "${value}")`
    expect(rendered(set('Origin'))).toMatchObject({ headers: { Vary: 'Origin' }, twice: false })
    expect(rendered(`${set('Origin')}${set('Accept')}`).twice).toBe(true)
  })
})
